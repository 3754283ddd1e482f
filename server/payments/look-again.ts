import type { Ctx } from '../context.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { applyEvidence } from './apply-evidence.ts';
import type { Attempt } from './attempt-store.ts';
import { chargeAttempt } from './charge-attempt.ts';
import { ownEvidence, toEvidence } from './evidence.ts';
import { loadAttempt } from './load-attempt.ts';
import { type PaymentProgress, progressOf } from './payment-progress.ts';
import { decideAct, isUnwanted } from './rules.ts';

/**
 * Does what is due for an attempt whose end is not known: asks the provider, raises the fence, or hands
 * it to a person. Does nothing when nothing is due, so it may run any number of times.
 * Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function lookAgain(ctx: Ctx, attemptId: AttemptId): Promise<PaymentProgress> {
  const { attempt, order, now } = await loadAttempt(ctx, attemptId);
  const act = decideAct(attempt, isUnwanted(order), now, ctx.timeScale);
  switch (act) {
    case 'check':
      await checkAttempt(ctx, attempt);
      break;
    case 'fence':
      await fenceAttempt(ctx, attempt);
      break;
    case 'give_to_review':
      await applyEvidence(ctx, attemptId, ownEvidence('workflow', { kind: 'given_to_review' }));
      break;
    case 'declare_sender_lost':
      await applyEvidence(ctx, attemptId, ownEvidence('workflow', { kind: 'sender_lost' }));
      break;
    case 'charge':
      await chargeAttempt(ctx, attemptId);
      break;
    case 'abandon':
      await applyEvidence(ctx, attemptId, ownEvidence('workflow', { kind: 'abandoned' }));
      break;
    case 'wait':
    case 'none':
      break;
    default:
      return assertNever(act);
  }
  const after = await loadAttempt(ctx, attemptId);
  return progressOf(after.attempt, after.now);
}

/** Asks the provider what became of the key. `source`: our own plan, or a message that made us ask. */
export async function checkAttempt(
  ctx: Ctx,
  attempt: Attempt,
  source: 'status_query' | 'webhook' = 'status_query',
): Promise<void> {
  const news = await ctx.gateway.findByKey(attempt.providerKey);
  await applyEvidence(ctx, attempt.id, toEvidence(source, news));
}

/**
 * Asks the provider to void our own key. The request is on record before a byte travels: from then on
 * only proof can end the attempt. A void that is not answered is followed by a question.
 */
async function fenceAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  await applyEvidence(ctx, attempt.id, ownEvidence('workflow', { kind: 'fence_raised' }));
  const news = await ctx.gateway.voidByKey(attempt.providerKey);
  await applyEvidence(ctx, attempt.id, toEvidence('fence', news));
  if (news.kind === 'unknown') await checkAttempt(ctx, attempt);
}
