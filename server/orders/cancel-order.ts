import type { Transaction } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { BuyerId, OrderId, OrderNumber } from '../kernel/ids.ts';
import { oweEvent, relaySoon } from '../outbox/relay-outbox.ts';
import { isNegative } from '../payments/contract.ts';
import { lookAgain } from '../payments/look-again.ts';
import { makeDue } from '../payments/make-due.ts';
import { recordOwnAct } from '../payments/record-own-act.ts';
import type { CancelOrderResult } from './contract.ts';
import {
  changeOrder,
  findAttemptsOfOrder,
  findOrderOfBuyer,
  lockOrder,
  type Order,
  type OrderAttempt,
} from './order-store.ts';
import { refundConfirmedOrder } from './refund-confirmed-order.ts';
import { decideCancel } from './rules.ts';
import { cancelLockedOrder } from './settle-order.ts';

/**
 * A shopper's wish to cancel, honoured as far as the truth allows: at once while nothing was sent or all is
 * proven negative; as a request while the payment's end is not known; as a refund once it is paid. Asking
 * again changes nothing. Throws ORDER_NOT_FOUND for an order that this buyer may not see.
 */
export async function cancelOrder(
  ctx: Ctx,
  buyerId: BuyerId,
  number: OrderNumber,
): Promise<CancelOrderResult> {
  const found = await findOrderOfBuyer(ctx.db, buyerId, number);
  if (!found) throw new AppError('ORDER_NOT_FOUND', `no order ${number} of this buyer`);
  const orderId = found.order.id;

  const unsent = await ctx.db.transaction(async (tx) => {
    const { order, newest } = await lockWithAttempts(tx, orderId);
    const decision = decideCancel(order, newest.status);
    switch (decision) {
      case 'cancel_now':
        await cancelLockedOrder(tx, ctx, order, 'shopper', await cause(tx, ctx, newest), newest.number);
        return null;
      case 'request':
        await changeOrder(tx, order, { cancelRequested: true });
        await makeDue(tx, newest.id);
        await oweEvent(tx, ctx, 'payment/cancel-requested', { orderId, attemptId: newest.id });
        return newest.status === 'created' ? newest : null;
      case 'refund':
        await refundConfirmedOrder(tx, ctx, order, { by: 'shopper', restock: true });
        return null;
      case 'nothing':
        return null;
    }
  });
  // Nothing was sent yet: from here on nobody can send it, so it ends at once instead of in a workflow.
  if (unsent) await lookAgain(ctx, unsent.id);
  relaySoon(ctx);
  return summarize(await ctx.db.transaction((tx) => lockWithAttempts(tx, orderId)));
}

async function lockWithAttempts(tx: Transaction, orderId: OrderId) {
  const locked = await lockOrder(tx, orderId);
  const [newest] = await findAttemptsOfOrder(tx, orderId);
  if (!locked || !newest) throw new Error(`order ${orderId} has no attempt`);
  return { order: locked.order, newest };
}

async function cause(tx: Transaction, ctx: Ctx, attempt: OrderAttempt) {
  const act = {
    source: 'shopper',
    actor: ctx.actor,
    finding: 'cancel_asked',
    detail: attempt.status,
  } as const;
  return { attemptId: attempt.id, actor: ctx.actor, evidenceId: await recordOwnAct(tx, attempt.id, act) };
}

function summarize({ order, newest }: { order: Order; newest: OrderAttempt }): CancelOrderResult {
  if (order.status === 'cancelled') return { kind: 'cancelled' };
  if (order.status === 'refunding' || order.status === 'refunded') return { kind: 'refunding' };
  if (order.cancelRequestedAt !== null && !isNegative(newest.status)) return { kind: 'requested' };
  return { kind: 'not_possible' };
}
