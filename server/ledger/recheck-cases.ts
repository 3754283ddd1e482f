import type { Ctx } from '../context.ts';
import { type Case, findOpenCases, openCases, resolveCases } from './case-store.ts';
import { EXPLANATIONS, type Explanation } from './contract.ts';
import { judgeLines } from './judge-lines.ts';
import { findLines, findMovementsOfAttempts } from './ledger-store.ts';
import { toMovement } from './movements.ts';
import { toNewCases } from './new-cases.ts';
import { type Difference, lineIdOf } from './rules.ts';

const BATCH = 500;

export type Recheck = {
  casesOpened: number;
  casesResolved: number;
  refundsStarted: number;
  next: string | null;
};

/**
 * Looks again at a batch of open cases, in the light of all that both books say by now, and resolves those that are
 * explained. Returns where to go on, or `null` when that was the last batch.
 */
export async function recheckCases(ctx: Ctx, after: string | null = null): Promise<Recheck> {
  const open = await findOpenCases(ctx.db, after, BATCH);
  const { judged, refundsStarted } = await judgeLines(ctx, await findLines(ctx.db, open.flatMap(lineOf)));
  const verdictOf = new Map(judged.map(({ line, verdict }) => [line.id, verdict]));
  const shown = await findShownSubjects(ctx, open);

  const explained = new Map<string, Explanation>();
  const differences: Difference[] = [];
  for (const item of open) {
    const verdict = verdictOf.get(lineIdOf(item.subject) ?? '');
    if (verdict?.kind === 'match') explained.set(item.id, verdict.because);
    if (verdict?.kind === 'case' && !isSame(verdict.case, item)) {
      differences.push(verdict.case);
      explained.set(item.id, 'other_case');
    }
    if (shown.has(item.subject)) explained.set(item.id, 'late_line');
  }

  const counts = await ctx.db.transaction(async (tx) => {
    let casesResolved = 0;
    for (const explanation of EXPLANATIONS) {
      const ids = [...explained].filter(([, because]) => because === explanation).map(([id]) => id);
      casesResolved += await resolveCases(tx, ids, explanation);
    }
    return { casesResolved, casesOpened: await openCases(tx, toNewCases(ctx, differences)) };
  });
  return { ...counts, refundsStarted, next: open.length < BATCH ? null : (open.at(-1)?.id ?? null) };
}

/** Those of our own movements in open cases that the ledger shows by now. */
async function findShownSubjects(ctx: Ctx, open: readonly Case[]): Promise<Set<string>> {
  const attemptIds = open.flatMap(({ kind, attemptId }) =>
    kind === 'missing_there' && attemptId !== null ? [attemptId] : [],
  );
  const rows = await findMovementsOfAttempts(ctx.db, attemptIds);
  const shown = rows.map(toMovement).filter((movement) => movement.shown);
  return new Set(shown.map((movement) => movement.subject));
}

function lineOf({ subject }: Case): string[] {
  const id = lineIdOf(subject);
  return id === null ? [] : [id];
}

function isSame(difference: Difference, item: Case): boolean {
  return difference.kind === item.kind && difference.subject === item.subject;
}
