import type { Transaction } from '#db/client.ts';
import { type Cause, recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import { releaseHeldStock, sellHeldStock } from '../inventory/end-reservations.ts';
import type { CancelReason, OrderStatus, PaymentStatus } from './contract.ts';
import { changeOrder, type Order } from './order-store.ts';
import { decideSettlement } from './rules.ts';

export type SettlementFacts = {
  order: Order;
  attemptNumber: number;
  /** The status that the news has just given to the attempt, or `null` when it stayed as it was. */
  attemptMovedTo: PaymentStatus | null;
  cause: Cause;
};

/**
 * Carries an attempt's new status over to its order and stock. Runs inside the transaction of
 * `applyEvidence`, with the order and the attempt locked.
 */
export async function settleOrder(
  tx: Transaction,
  { order, attemptNumber, attemptMovedTo, cause }: SettlementFacts,
  ctx: Pick<Ctx, 'timeScale'>,
): Promise<void> {
  const settlement = decideSettlement(order.status, attemptNumber, attemptMovedTo);
  switch (settlement.kind) {
    case 'confirm':
      await sellHeldStock(tx, order.id);
      await changeOrder(tx, order, { status: 'confirmed', retryWindowMs: null });
      await recordOrderTransition(tx, order, 'confirmed', cause);
      return;
    case 'cancel':
      await cancelOrder(tx, order, settlement.reason, cause);
      return;
    case 'open_retry_window':
      await changeOrder(tx, order, { retryWindowMs: settlement.windowMs / ctx.timeScale });
      return;
    case 'none':
      // The page's version grows with every piece of news, so that "last checked" is never stale.
      await changeOrder(tx, order, {});
  }
}

/**
 * Cancels a locked order and gives its stock back: the only place where stock is released. The caller
 * has proof that no attempt of the order moved money or ever will.
 */
export async function cancelOrder(
  tx: Transaction,
  order: Order,
  reason: CancelReason,
  cause: Cause,
): Promise<void> {
  await releaseHeldStock(tx, order.id);
  await changeOrder(tx, order, { status: 'cancelled', cancelReason: reason, retryWindowMs: null });
  await recordOrderTransition(tx, order, 'cancelled', cause);
}

async function recordOrderTransition(tx: Transaction, order: Order, to: OrderStatus, cause: Cause) {
  await recordTransition(tx, { subject: 'order', orderId: order.id, from: order.status, to }, cause);
}
