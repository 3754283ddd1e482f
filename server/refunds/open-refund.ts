import type { Transaction } from '#db/client.ts';
import { recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import { type AttemptId, type OrderId, refundIdSchema } from '../kernel/ids.ts';
import { oweEvent } from '../outbox/relay-outbox.ts';
import { recordOwnAct } from '../payments/record-own-act.ts';
import type { RefundReason } from './contract.ts';
import { insertRefundOnce } from './refund-store.ts';
import { REFUND_GRACE_MS } from './rules.ts';

export type NewRefund = {
  orderId: OrderId;
  attemptId: AttemptId;
  /** The provider's id of the charge that is given back. */
  providerPaymentId: string;
  /** Whole won; the database refuses more than was charged. */
  amount: number;
  reason: RefundReason;
  /** Whether the books go back on the shelf once the money is back. */
  restock: boolean;
  note?: string;
};

/**
 * Opens a refund in the transaction of the fact that demands it, and says whether it did: a payment that has
 * its refund already gets no second one. The order must be locked by the caller.
 */
export async function openRefund(
  tx: Transaction,
  ctx: Pick<Ctx, 'newId' | 'timeScale' | 'actor'>,
  refund: NewRefund,
): Promise<boolean> {
  const id = refundIdSchema.parse(ctx.newId());
  // A surplus charge shares its attempt with the charge that counts, so it is named by its payment.
  const of = refund.reason === 'surplus' ? `surplus:${refund.providerPaymentId}` : refund.attemptId;
  const opened = await insertRefundOnce(
    tx,
    { ...refund, id, providerKey: `refund:${of}`, status: 'created', requestedBy: ctx.actor },
    REFUND_GRACE_MS / ctx.timeScale,
  );
  if (!opened) return false;

  const { attemptId, orderId } = refund;
  const evidenceId = await recordOwnAct(tx, attemptId, {
    refundId: id,
    source: 'workflow',
    actor: ctx.actor,
    finding: 'refund_opened',
    detail: refund.reason,
  });
  await recordTransition(
    tx,
    { subject: 'refund', orderId, from: null, to: 'created' },
    { attemptId, actor: ctx.actor, evidenceId },
  );
  await oweEvent(tx, ctx, 'refund/requested', { refundId: id });
  return true;
}
