import type { Ctx } from '../context.ts';
import { openCases } from './case-store.ts';
import { type Judged, judgeLines } from './judge-lines.ts';
import { findCursor, insertLines, saveCursor } from './ledger-store.ts';
import { toNewCases } from './new-cases.ts';
import { type PageToKeep, readPages, type Span } from './read-pages.ts';

export type ReadCounts = { lines: number; matched: number; casesOpened: number; refundsStarted: number };
/** `reached` its end, stopped with `more` to read, or the provider was `unavailable`. */
export type ReadEnd = 'reached' | 'more' | 'unavailable';

/** The regular reader in `ledger_cursors`. */
const READER = 'provider-ledger';

/**
 * Reads the provider's ledger and compares each line with our books. Without a span it goes on where it was last
 * time; with one, it reads that part again and leaves the regular position alone. Each page is kept together with its
 * cases and the cursor, so that a crash repeats at most one page. After `budgetMs` it stops at the next page.
 * Throws when the ledger's pages make no sense.
 */
export async function readLedger(
  ctx: Ctx,
  span: Span = {},
  budgetMs = Number.POSITIVE_INFINITY,
): Promise<ReadCounts & { end: ReadEnd }> {
  const isRegular = span.from === undefined && span.to === undefined;
  const start = isRegular ? await findCursor(ctx.db, READER) : null;
  const stopAt = ctx.clock.now().getTime() + budgetMs;
  const counts: ReadCounts = { lines: 0, matched: 0, casesOpened: 0, refundsStarted: 0 };
  const pages = readPages(ctx.gateway, span, start);
  for (let step = await pages.next(); ; step = await pages.next()) {
    if (step.done) return { ...counts, end: step.value ? 'reached' : 'unavailable' };
    const { judged, refundsStarted } = await judgeLines(ctx, step.value.lines, step.value.upcoming);
    counts.casesOpened += await keepPage(ctx, step.value, judged, isRegular);
    counts.refundsStarted += refundsStarted;
    counts.lines += judged.length;
    counts.matched += judged.filter(({ verdict }) => verdict.kind === 'match').length;
    if (ctx.clock.now().getTime() >= stopAt) return { ...counts, end: 'more' };
  }
}

/** Keeps a page and all that follows from it as one, and returns how many cases it opened. */
async function keepPage(
  ctx: Ctx,
  page: PageToKeep,
  judged: readonly Judged[],
  isRegular: boolean,
): Promise<number> {
  const differences = judged.flatMap(({ verdict }) => (verdict.kind === 'case' ? [verdict.case] : []));
  return ctx.db.transaction(async (tx) => {
    await insertLines(tx, page.lines);
    const opened = await openCases(tx, toNewCases(ctx, differences));
    // Two readers at once may put the cursor back a little: lines that are read twice change nothing.
    if (isRegular) await saveCursor(tx, READER, page.cursor);
    return opened;
  });
}
