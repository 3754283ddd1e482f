import type { Transaction } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import { commitReservations, releaseReservations } from '../inventory/stock-store.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { type Attempt, appendTransition } from '../payments/attempt-store.ts';
import type { AttemptStatus } from '../payments/contract.ts';
import type { CancelReason, OrderStatus } from './contract.ts';
import { changeOrder, type Order } from './order-store.ts';
import { decideSettlement } from './rules.ts';

export type SettlementFacts = {
  order: Order;
  attempt: Attempt;
  /** The status that the news has just given to the attempt, or `null` when it stayed as it was. */
  attemptMovedTo: AttemptStatus | null;
  evidenceId: number;
};

/**
 * Carries an attempt's new status over to its order and stock. Runs inside the transaction of
 * `applyEvidence`, with the order and the attempt locked.
 */
export async function settleOrder(
  tx: Transaction,
  { order, attempt, attemptMovedTo, evidenceId }: SettlementFacts,
  ctx: Pick<Ctx, 'actor' | 'timeScale'>,
): Promise<void> {
  const by = { attemptId: attempt.id, actor: ctx.actor, evidenceId };
  const settlement = decideSettlement(order.status, attempt.number, attemptMovedTo);
  switch (settlement.kind) {
    case 'confirm':
      await commitReservations(tx, order.id);
      await changeOrder(tx, order, { status: 'confirmed', retryWindowMs: null });
      await recordOrderTransition(tx, order, 'confirmed', by);
      return;
    case 'cancel':
      await cancelOrder(tx, order, settlement.reason, by);
      return;
    case 'open_retry_window':
      await changeOrder(tx, order, { retryWindowMs: settlement.windowMs / ctx.timeScale });
      return;
    case 'none':
      // The page's version grows with every piece of news, so that "last checked" is never stale.
      await changeOrder(tx, order, {});
  }
}

type By = { attemptId: AttemptId; actor: string; evidenceId: number };

/**
 * Cancels a locked order and gives its stock back: the only place where stock is released. The caller
 * has proof that no attempt of the order moved money or ever will.
 */
export async function cancelOrder(
  tx: Transaction,
  order: Order,
  reason: CancelReason,
  by: By,
): Promise<void> {
  await releaseReservations(tx, order.id);
  await changeOrder(tx, order, { status: 'cancelled', cancelReason: reason, retryWindowMs: null });
  await recordOrderTransition(tx, order, 'cancelled', by);
}

async function recordOrderTransition(
  tx: Transaction,
  order: Order,
  toStatus: OrderStatus,
  by: By,
): Promise<void> {
  await appendTransition(tx, {
    subject: 'order',
    orderId: order.id,
    fromStatus: order.status,
    toStatus,
    ...by,
  });
}
