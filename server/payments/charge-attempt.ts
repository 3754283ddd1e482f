import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { applyEvidence } from './apply-evidence.ts';
import { findAttempt } from './attempt-store.ts';
import { claimSending } from './claim-sending.ts';
import { toEvidence } from './evidence.ts';
import { type PaymentProgress, progressOf } from './payment-progress.ts';

/**
 * Sends an attempt's key to the provider, if nobody has sent it yet, and keeps the answer. Running it
 * twice, or at once on two machines, sends the key once. Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function chargeAttempt(ctx: Ctx, attemptId: AttemptId): Promise<PaymentProgress> {
  const claimed = await claimSending(ctx, attemptId);
  if (claimed) {
    const news = await ctx.gateway.charge({
      key: claimed.providerKey,
      merchantOrderId: claimed.orderId,
      amount: claimed.amount,
      paymentToken: claimed.paymentToken,
    });
    await applyEvidence(ctx, attemptId, toEvidence('response', news));
  }
  const found = await findAttempt(ctx.db, attemptId);
  if (!found) throw new AppError('PAYMENT_NOT_FOUND', `no attempt ${attemptId}`);
  return progressOf(found.attempt, found.now);
}
