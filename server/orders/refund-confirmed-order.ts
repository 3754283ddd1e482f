import type { Transaction } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import { recordOwnAct } from '../payments/record-own-act.ts';
import { openRefund } from '../refunds/open-refund.ts';
import { findAttemptsOfOrder, type Order } from './order-store.ts';
import { beginRefunding } from './settle-order.ts';

export type RefundWish = {
  by: 'shopper' | 'admin';
  /** Whether the books go back on the shelf once the money is back. */
  restock: boolean;
  note?: string;
};

/**
 * Starts to give the money of a confirmed, locked order back, and says whether it did. An order that was charged
 * twice may have one of its charges on the way back already: then it is the other one that it stands for.
 */
export async function refundConfirmedOrder(
  tx: Transaction,
  ctx: Pick<Ctx, 'actor' | 'newId' | 'timeScale'>,
  order: Order,
  { by, restock, note }: RefundWish,
): Promise<boolean> {
  const attempts = await findAttemptsOfOrder(tx, order.id);
  for (const { id: attemptId, status, providerPaymentId, amount } of attempts) {
    if (status !== 'paid' || providerPaymentId === null) continue;
    const charge = { orderId: order.id, attemptId, providerPaymentId, amount };
    const opened = await openRefund(tx, ctx, { ...charge, reason: by, restock, ...(note && { note }) });
    if (!opened) continue;
    const act = { source: by, actor: ctx.actor, finding: 'refund_asked', detail: note ?? by };
    const evidenceId = await recordOwnAct(tx, attemptId, act);
    await beginRefunding(tx, order, { attemptId, actor: ctx.actor, evidenceId });
    return true;
  }
  return false;
}
