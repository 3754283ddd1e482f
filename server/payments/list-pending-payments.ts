import type { Ctx } from '../context.ts';
import { maskEmail } from '../kernel/mask-email.ts';
import { countUnfinishedAttempts, findUnfinishedAttempts } from './attempt-store.ts';
import type { PendingPaymentsView } from './contract.ts';

/** Rows on one screen. */
const PAGE = 100;

/** The payments whose end is not known, the oldest first, with what was last heard and when we look again. */
export async function listPendingPayments(ctx: Ctx): Promise<PendingPaymentsView> {
  const [rows, waiting] = await Promise.all([
    findUnfinishedAttempts(ctx.db, PAGE),
    countUnfinishedAttempts(ctx.db),
  ]);
  return {
    waiting,
    asOf: ctx.clock.now().toISOString(),
    payments: rows.map(({ attempt, orderNumber, email }) => ({
      attemptId: attempt.id,
      orderNumber,
      amount: attempt.amount,
      status: attempt.status,
      attempt: attempt.number,
      sends: attempt.sends,
      checks: attempt.checks,
      lastResult: attempt.lastResult,
      createdAt: attempt.createdAt.toISOString(),
      lastCheckedAt: attempt.lastCheckedAt?.toISOString() ?? null,
      nextCheckAt: attempt.nextCheckAt?.toISOString() ?? null,
      maskedEmail: maskEmail(email),
      reviewDueAt: attempt.status === 'review' ? (attempt.reviewDueAt?.toISOString() ?? null) : null,
      reviewOwner: attempt.status === 'review' ? attempt.reviewOwner : null,
    })),
  };
}
