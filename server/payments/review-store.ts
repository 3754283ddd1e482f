import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { reviewVotes } from '#db/schema/reviews.ts';
import type { AttemptId } from '../kernel/ids.ts';

export type ReviewVote = Omit<typeof reviewVotes.$inferInsert, 'at'>;

/** Keeps an admin's vote; a second one by the same admin replaces the first. */
export async function putVote(tx: Transaction, vote: ReviewVote): Promise<void> {
  const { verdict, reason, providerPaymentId } = vote;
  await tx
    .insert(reviewVotes)
    .values(vote)
    .onConflictDoUpdate({
      target: [reviewVotes.attemptId, reviewVotes.admin],
      set: { verdict, reason, providerPaymentId: providerPaymentId ?? null },
    });
}

export async function findVotes(tx: Transaction, attemptId: AttemptId) {
  return tx.select().from(reviewVotes).where(eq(reviewVotes.attemptId, attemptId));
}
