import { recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import type { RefundId } from '../kernel/ids.ts';
import { recordOwnAct } from '../payments/record-own-act.ts';
import { changeRefund, lockOrderAndRefund, type Refund } from './refund-store.ts';
import { mayBeSent, REFUND_LEASE_MS } from './rules.ts';

/**
 * Claims the right to send a refund's key, before any byte travels, or returns `null` when somebody else holds
 * it or the provider may still be working on it.
 */
export async function claimRefundSending(ctx: Ctx, refundId: RefundId): Promise<Refund | null> {
  return ctx.db.transaction(async (tx) => {
    const locked = await lockOrderAndRefund(tx, refundId);
    if (!locked || !mayBeSent(locked.refund, locked.now, ctx.timeScale)) return null;
    const { refund } = locked;
    const { attemptId, orderId } = refund;
    const evidenceId = await recordOwnAct(tx, attemptId, {
      refundId,
      source: 'workflow',
      actor: ctx.actor,
      finding: 'send_claimed',
      detail: `send_${refund.sends + 1}`,
    });
    await changeRefund(tx, refund, {
      status: 'sending',
      sends: refund.sends + 1,
      leaseMs: REFUND_LEASE_MS,
      nextCheckMs: REFUND_LEASE_MS,
    });
    await recordTransition(
      tx,
      { subject: 'refund', orderId, from: refund.status, to: 'sending' },
      { attemptId, actor: ctx.actor, evidenceId },
    );
    return refund;
  });
}
