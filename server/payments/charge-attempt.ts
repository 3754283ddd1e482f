import type { Ctx } from '../context.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { applyEvidence } from './apply-evidence.ts';
import { postponeAttempt } from './attempt-store.ts';
import { claimSending } from './claim-sending.ts';
import { toEvidence } from './evidence.ts';
import { loadAttempt } from './load-attempt.ts';
import { type PaymentProgress, progressOf } from './payment-progress.ts';
import { mayBeSent, NOT_SENT_WAIT_MS } from './rules.ts';

/**
 * Sends an attempt's key to the provider, if nobody has sent it yet, and keeps the answer. Running it
 * twice, or at once on two machines, sends the key once. While the provider is known to be away nothing is
 * claimed: the attempt stays as it is and is tried later. Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function chargeAttempt(ctx: Ctx, attemptId: AttemptId): Promise<PaymentProgress> {
  const before = await loadAttempt(ctx, attemptId);
  if (!mayBeSent(before.attempt)) return progressOf(before.attempt, before.now);
  if (!ctx.gateway.mayCharge()) {
    await postponeAttempt(ctx.db, attemptId, NOT_SENT_WAIT_MS / ctx.timeScale);
  } else {
    const claimed = await claimSending(ctx, attemptId);
    if (claimed) {
      const news = await ctx.gateway.charge({
        key: claimed.providerKey,
        merchantOrderId: claimed.orderId,
        amount: claimed.amount,
        paymentToken: claimed.paymentToken,
      });
      await applyEvidence(ctx, attemptId, toEvidence('response', news));
      const after = await loadAttempt(ctx, attemptId);
      const sendAgain = news.kind === 'not_processed' && mayBeSent(after.attempt);
      return sendAgain
        ? { kind: 'resend', sends: after.attempt.sends }
        : progressOf(after.attempt, after.now);
    }
  }
  const { attempt, now } = await loadAttempt(ctx, attemptId);
  return progressOf(attempt, now);
}
