import type { Ctx } from '../context.ts';
import { applyEvidence } from '../payments/apply-evidence.ts';
import { type Compared, compareWithBooks } from './compare-with-books.ts';
import { refundSurplus } from './refund-surplus.ts';
import type { Line, Verdict } from './rules.ts';

export type Judged = { line: Line; verdict: Exclude<Verdict, { kind: 'news' }> };

/**
 * Judges lines, after acting on what they prove: a charge that our books do not hold as paid is evidence for the
 * payment, and a charge too many is given back. Writes no case. May be done any number of times: what was acted on
 * once is in our books by then.
 */
export async function judgeLines(
  ctx: Ctx,
  lines: readonly Line[],
  upcoming: readonly Line[] = [],
): Promise<{ judged: Judged[]; refundsStarted: number }> {
  let compared = await compareWithBooks(ctx.db, lines, upcoming);
  if (await tellPayments(ctx, compared)) compared = await compareWithBooks(ctx.db, lines, upcoming);

  const judged: Judged[] = [];
  let refundsStarted = 0;
  for (const { line, verdict } of compared) {
    if (verdict.kind === 'news') {
      judged.push({ line, verdict: { kind: 'case', case: verdict.otherwise, surplus: null } });
      continue;
    }
    judged.push({ line, verdict });
    if (verdict.kind === 'case' && verdict.surplus !== null) {
      if (await refundSurplus(ctx, { ...verdict.surplus, paymentId: line.paymentId, amount: line.amount })) {
        refundsStarted++;
      }
    }
  }
  return { judged, refundsStarted };
}

/** Feeds the first charge of each attempt that is not paid yet; a second one may only be judged after that. */
async function tellPayments(ctx: Ctx, compared: readonly Compared[]): Promise<boolean> {
  const told = new Set<string>();
  for (const { line, verdict } of compared) {
    if (verdict.kind !== 'news' || told.has(verdict.attemptId)) continue;
    told.add(verdict.attemptId);
    const { paymentId, amount, currency } = line;
    await applyEvidence(ctx, verdict.attemptId, {
      source: 'ledger',
      finding: { kind: 'paid', paymentId, amount, currency },
      detail: 'ledger_line',
      requestId: null,
      rawBody: JSON.stringify(line),
    });
  }
  return told.size > 0;
}
