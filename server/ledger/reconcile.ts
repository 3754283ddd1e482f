import type { Ctx } from '../context.ts';
import { findMissingThere, type MissingThere } from './find-missing-there.ts';
import { type ReadCounts, readLedger } from './read-ledger.ts';
import type { Span } from './read-pages.ts';
import { type Recheck, recheckCases } from './recheck-cases.ts';

export type Reconciliation = ReadCounts & {
  casesResolved: number;
  /** `false` when the provider could not be read to the end; the next run goes on from there. */
  complete: boolean;
};

/**
 * Reconciles our books with the provider's in one go: reads the ledger (from where the last run stopped, or a span
 * again), names each difference as a case once, gives surplus charges back, resolves cases that are explained by now,
 * and looks for what the ledger should show and does not. Idempotent and resumable; memory does not grow with the
 * ledger. Throws when the ledger's pages make no sense.
 */
export async function reconcile(ctx: Ctx, span: Span = {}): Promise<Reconciliation> {
  const { end, ...read } = await readLedger(ctx, span);
  const total: Reconciliation = { ...read, casesResolved: 0, complete: end === 'reached' };

  let after: string | null = null;
  do {
    const recheck: Recheck = await recheckCases(ctx, after);
    total.casesOpened += recheck.casesOpened;
    total.casesResolved += recheck.casesResolved;
    total.refundsStarted += recheck.refundsStarted;
    after = recheck.next;
  } while (after !== null);

  // A ledger that was not read to its end proves nothing about what it does not show.
  if (!total.complete) return total;
  let position: number | null = null;
  do {
    const missing: MissingThere = await findMissingThere(ctx, span, position);
    total.casesOpened += missing.casesOpened;
    position = missing.next;
  } while (position !== null);
  return total;
}
