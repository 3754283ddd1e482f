import type { Ctx } from '../context.ts';
import { openCases } from './case-store.ts';
import { findCursor, findMovements, saveCursor } from './ledger-store.ts';
import { toMovement } from './movements.ts';
import { toNewCases } from './new-cases.ts';
import type { Span } from './read-pages.ts';
import { judgeUnmatched, LATE_LINE_GRACE_MS } from './rules.ts';

/** How far our own movements were looked for in the ledger, in `ledger_cursors`. */
const READER = 'our-movements';
const BATCH = 1_000;

export type MissingThere = { casesOpened: number; next: number | null };

/**
 * Looks for a batch of our own movements of money in a ledger that has just been read to its end, and opens a case
 * for each that should be there by now. Without a span every movement is judged once, in the order of its recording;
 * a late line resolves its case later. Returns where to go on, or `null` when nothing is left.
 */
export async function findMissingThere(
  ctx: Ctx,
  span: Span = {},
  position: number | null = null,
): Promise<MissingThere> {
  const isRegular = span.from === undefined && span.to === undefined;
  const after = position ?? (isRegular ? Number((await findCursor(ctx.db, READER)) ?? 0) : 0);
  const graceMs = LATE_LINE_GRACE_MS / ctx.timeScale;
  const rows = await findMovements(ctx.db, { ...span, after, graceMs }, BATCH);
  const last = rows.at(-1);
  if (last === undefined) return { casesOpened: 0, next: null };

  const missing = rows.flatMap((row) => judgeUnmatched(toMovement(row), row.now, ctx.timeScale) ?? []);
  const casesOpened = await ctx.db.transaction(async (tx) => {
    if (isRegular) await saveCursor(tx, READER, String(last.id));
    return openCases(tx, toNewCases(ctx, missing));
  });
  return { casesOpened, next: rows.length < BATCH ? null : last.id };
}
