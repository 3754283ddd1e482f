import type { Ctx } from '../context.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { type CheckNowResult, isSettled } from './contract.ts';
import { loadAttempt } from './load-attempt.ts';
import { checkAttempt } from './look-again.ts';

/**
 * Asks the provider about an attempt at once, out of turn, and says how it stands afterwards. Reading
 * only; a settled attempt, or one that was never sent, is not asked about.
 * Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function checkNow(ctx: Ctx, attemptId: AttemptId): Promise<CheckNowResult> {
  const before = await loadAttempt(ctx, attemptId);
  if (before.attempt.sends > 0 && !isSettled(before.attempt.status)) {
    await checkAttempt({ ...ctx, actor: 'admin' }, before.attempt);
  }
  const { attempt } = await loadAttempt(ctx, attemptId);
  return {
    status: attempt.status,
    lastResult: attempt.lastResult,
    nextCheckAt: attempt.nextCheckAt?.toISOString() ?? null,
  };
}
