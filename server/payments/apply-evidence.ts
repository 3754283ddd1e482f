import { recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { settleOrder } from '../orders/settle-order.ts';
import { relaySoon } from '../outbox/relay-outbox.ts';
import {
  type Attempt,
  type AttemptChange,
  appendEvidence,
  changeAttempt,
  type EvidenceRow,
  lockOrderAndAttempt,
} from './attempt-store.ts';
import type { AttemptStatus, EvidenceSource } from './contract.ts';
import { decideTransition, type Finding, nextCheckDelayMs, REVIEW_DEADLINE_MS } from './rules.ts';

/** One piece of news with where it came from, as it came. */
export type Evidence = {
  source: EvidenceSource;
  finding: Finding;
  detail: string;
  requestId: string | null;
  rawBody: string | null;
};

/** Sources that asked the provider: they count as having looked. */
const LOOKING: readonly EvidenceSource[] = ['response', 'status_query', 'fence', 'webhook', 'admin'];

/** Sources that know how a sending itself ended: its own answer, and the workflow that finds its lease over. */
const OF_SENDING: readonly EvidenceSource[] = ['response', 'workflow'];

/**
 * The one writer of everything that provider news changes: attempt, order and stock move together in
 * one transaction, or not at all. News that changes nothing is kept all the same. Returns the status
 * that the attempt has afterwards. Throws PAYMENT_NOT_FOUND for an unknown attempt.
 */
export async function applyEvidence(ctx: Ctx, attemptId: AttemptId, news: Evidence): Promise<AttemptStatus> {
  const status = await ctx.db.transaction(async (tx) => {
    const locked = await lockOrderAndAttempt(tx, attemptId);
    if (!locked) throw new AppError('PAYMENT_NOT_FOUND', `no attempt ${attemptId}`);
    const { order, attempt, now } = locked;

    const evidenceId = await appendEvidence(tx, attempt.id, toRow(news, ctx.actor));
    const next = decideTransition(attempt, news.finding, OF_SENDING.includes(news.source));
    await changeAttempt(tx, attempt, describeChange(attempt, next, news, now, ctx.timeScale));
    const cause = { attemptId, actor: ctx.actor, evidenceId };
    if (next !== null) {
      const change = { subject: 'attempt', orderId: order.id, from: attempt.status, to: next } as const;
      await recordTransition(tx, change, cause);
    }
    const paymentId = news.finding.kind === 'paid' ? news.finding.paymentId : null;
    await settleOrder(tx, { order, attempt, attemptMovedTo: next, paymentId, cause }, ctx);
    return next ?? attempt.status;
  });
  // A refund or a mail that the news demands starts now and not at the relay's next minute.
  relaySoon(ctx);
  return status;
}

function toRow(news: Evidence, actor: string): EvidenceRow {
  const { source, detail, requestId, rawBody } = news;
  return { source, actor, finding: news.finding.kind, detail, requestId, rawBody };
}

/** What the answer to a sending proves about it: that it did nothing, or that it never left our house. */
function countSends({ status, sends, harmlessSends }: Attempt, finding: Finding) {
  if (status !== 'sending') return { sends, harmlessSends };
  if (finding.kind === 'not_processed') return { sends, harmlessSends: sends };
  // Only the claim that is being answered can be taken back: all others are counted as harmless already.
  if (finding.kind === 'not_sent' && sends > harmlessSends) return { sends: sends - 1, harmlessSends };
  return { sends, harmlessSends };
}

/** The news in one short code, for people. How an answer came matters only while it says nothing. */
function summarize(finding: Finding, amount: number, detail: string): string {
  if (finding.kind === 'unknown' || finding.kind === 'not_sent') return detail;
  return finding.kind === 'paid' && finding.amount !== amount ? 'paid_other_amount' : finding.kind;
}

/** All that changes in the attempt's row, counters included. */
function describeChange(
  attempt: Attempt,
  next: AttemptStatus | null,
  { source, finding, detail }: Evidence,
  now: Date,
  scale: number,
): AttemptChange {
  const facts = {
    ...attempt,
    status: next ?? attempt.status,
    checks: attempt.checks + (source === 'status_query' ? 1 : 0),
    fences: attempt.fences + (finding.kind === 'fence_raised' ? 1 : 0),
    ...(source === 'response' && countSends(attempt, finding)),
  };
  return {
    status: facts.status,
    checks: facts.checks,
    fences: facts.fences,
    sends: facts.sends,
    harmlessSends: facts.harmlessSends,
    looked: LOOKING.includes(source),
    lastResult: summarize(finding, attempt.amount, detail),
    nextCheckMs: nextCheckDelayMs(facts, now, scale),
    ...(finding.kind === 'declined' && next !== null && { declineCode: finding.code }),
    // A second payment under the same key is the ledger's business: the first one stays the attempt's own.
    ...(finding.kind === 'paid' && attempt.status !== 'paid' && { providerPaymentId: finding.paymentId }),
    ...(next === 'review' && { reviewDueMs: REVIEW_DEADLINE_MS }),
  };
}
