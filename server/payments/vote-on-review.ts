import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { applyEvidence, type Evidence } from './apply-evidence.ts';
import { lockOrderAndAttempt } from './attempt-store.ts';
import type { VoteInput, VoteResult } from './contract.ts';
import { findVotes, putVote } from './review-store.ts';
import { agreedVerdict } from './rules.ts';

/**
 * One admin's judgement of a payment in review. The second admin who judges the same way settles it; whoever
 * votes again changes the own vote. Outside review nothing is written.
 * Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function voteOnReview(ctx: Ctx, admin: string, input: VoteInput): Promise<VoteResult> {
  const { attemptId } = input;
  const agreed = await ctx.db.transaction(async (tx) => {
    const locked = await lockOrderAndAttempt(tx, attemptId);
    if (!locked) throw new AppError('PAYMENT_NOT_FOUND', `no attempt ${attemptId}`);
    if (locked.attempt.status !== 'review') return { kind: 'not_in_review' as const };
    await putVote(tx, { id: ctx.newId(), admin, ...input });
    const verdict = agreedVerdict(await findVotes(tx, attemptId), locked.attempt.amount);
    return verdict ? { kind: 'agreed' as const, ...verdict } : { kind: 'waiting' as const };
  });
  if (agreed.kind !== 'agreed') return { kind: agreed.kind };

  // A crash before this line leaves two votes: voting once more settles it.
  const evidence: Evidence = {
    source: 'admin',
    finding: agreed.finding,
    detail: agreed.admins.join(' + '),
    requestId: null,
    rawBody: JSON.stringify(agreed.reasons),
  };
  return { kind: 'settled', status: await applyEvidence({ ...ctx, actor: admin }, attemptId, evidence) };
}
