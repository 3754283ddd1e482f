import { composeApp } from '#server/compose.ts';
import { findMissingThere } from '#server/ledger/find-missing-there.ts';
import { type ReadEnd, readLedger } from '#server/ledger/read-ledger.ts';
import { type Recheck, recheckCases } from '#server/ledger/recheck-cases.ts';
import { inngest } from '../client.ts';

/** How long one step reads, in ms: with two pages that run into their time-out it stays below the engine's 120 s. */
const READ_STEP_MS = 20_000;
/** Steps of one kind in one run, so that its history stays small: what is left is for the next run. */
const MOST_STEPS = 50;

/**
 * Compares our books, every 5 minutes, with what the provider has posted since the last time. Where it stands is
 * in the database: a step that is repeated, or a run that is lost, changes nothing.
 */
export const reconcileLedger = inngest.createFunction(
  { id: 'reconcile-ledger', retries: 2, concurrency: 1, triggers: [{ cron: '*/5 * * * *' }] },
  async ({ step }) => {
    const counts = { lines: 0, matched: 0, casesOpened: 0, casesResolved: 0, refundsStarted: 0 };

    let end: ReadEnd = 'more';
    for (let n = 1; end === 'more' && n <= MOST_STEPS; n++) {
      const read = await step.run(`read-${n}`, () => readLedger(ledgerContext(), {}, READ_STEP_MS));
      counts.lines += read.lines;
      counts.matched += read.matched;
      counts.casesOpened += read.casesOpened;
      counts.refundsStarted += read.refundsStarted;
      end = read.end;
    }

    let after: string | null = null;
    for (let n = 1; n === 1 || (after !== null && n <= MOST_STEPS); n++) {
      const position = after;
      const recheck: Recheck = await step.run(`recheck-${n}`, () => recheckCases(ledgerContext(), position));
      counts.casesOpened += recheck.casesOpened;
      counts.casesResolved += recheck.casesResolved;
      counts.refundsStarted += recheck.refundsStarted;
      after = recheck.next;
    }

    let isMore = end === 'reached';
    for (let n = 1; isMore && n <= MOST_STEPS; n++) {
      const missing = await step.run(`find-missing-${n}`, () => findMissingThere(ledgerContext()));
      counts.casesOpened += missing.casesOpened;
      isMore = missing.next !== null;
    }
    return { ...counts, complete: end === 'reached' };
  },
);

function ledgerContext() {
  return { ...composeApp().ctx, actor: 'workflow' };
}
