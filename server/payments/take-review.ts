import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { lockOrderAndAttempt, setReviewOwner } from './attempt-store.ts';
import type { TakeReviewResult } from './contract.ts';
import { recordOwnAct } from './record-own-act.ts';

/**
 * The acting admin takes care of a payment in review, from now on and until another one does; the deadline
 * stays. Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function takeReview(ctx: Ctx, attemptId: AttemptId): Promise<TakeReviewResult> {
  return ctx.db.transaction(async (tx) => {
    const locked = await lockOrderAndAttempt(tx, attemptId);
    if (!locked) throw new AppError('PAYMENT_NOT_FOUND', `no attempt ${attemptId}`);
    if (locked.attempt.status !== 'review') return { kind: 'not_in_review' };
    await setReviewOwner(tx, attemptId, ctx.actor);
    const act = { source: 'admin', actor: ctx.actor, finding: 'review_taken', detail: ctx.actor } as const;
    await recordOwnAct(tx, attemptId, act);
    return { kind: 'taken', owner: ctx.actor };
  });
}
