import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CrowdOptions, sendCrowd } from './buyers.ts';
import { type Facts, readFacts } from './facts.ts';
import { tryIllegalChanges } from './illegal-changes.ts';
import { INVARIANTS, type InvariantName, type Violation } from './invariants.ts';
import { waitUntilSettled } from './settle.ts';
import type { World } from './world.ts';

const SAMPLE_EVERY_MS = 200;

export type TrialOptions = Pick<
  CrowdOptions,
  'seed' | 'orders' | 'scale' | 'token' | 'cancelShare' | 'scarceShare'
> & {
  /** Whether the provider does what only a person can judge; if not, nothing may end up in review. */
  needsPerson?: boolean;
  /** How long everything may take to settle once the last order is placed, in ms. */
  patienceMs: number;
  signal: AbortSignal;
  /** Takes lines about how the run goes on. */
  say(line: string): void;
  /** What happens to the world while the orders are placed. */
  meanwhile?: (world: World, placing: Promise<void>) => Promise<void>;
};

export type Verdict = {
  facts: Facts;
  violations: Record<InvariantName, Violation[]>;
  /** What had not settled when patience ended. */
  open: string[];
  illegalChangesTried: number;
  /** When everything had settled, in ms since 1970, and how long that is after the first order, in ms. */
  settledAt: number;
  tookMs: number;
};

/** Sends a crowd through a world, waits until everything is settled, and judges it by all invariants. */
export async function runTrial(world: World, options: TrialOptions): Promise<Verdict> {
  const { patienceMs, signal, say, meanwhile, scale } = options;
  const startedAt = Date.now();
  const ended = new AbortController();
  const watching = watchRows(world, AbortSignal.any([signal, ended.signal]));
  try {
    const crowd = sendCrowd({ ...options, shopUrl: world.shopUrl, books: world.books });
    await Promise.all([crowd.placed, meanwhile?.(world, crowd.placed)]);
    say(`all orders are placed after ${Math.round((Date.now() - startedAt) / 1_000)} s`);
    const deadline = Date.now() + patienceMs;
    const open = await waitUntilSettled(world, scale, deadline, options);
    const settledAt = Date.now();
    await crowd.done;

    ended.abort();
    const watched = await watching;
    const stored = await readFacts(world.sql);
    const illegal = await tryIllegalChanges(world.sql);
    const facts: Facts = {
      ...stored,
      ...crowd.diary,
      truth: await world.control.truth(),
      copies: world.books.map(({ id, copies }) => ({ bookId: id, copies })),
      ...watched,
      needsPerson: options.needsPerson ?? false,
      callsInsideTransaction: await readCallsInsideTransaction(world.shopUrl),
      acceptedIllegalChanges: illegal.accepted,
      now: Date.now(),
    };
    return {
      facts,
      violations: judge(facts),
      open,
      illegalChangesTried: illegal.tried,
      settledAt,
      tookMs: settledAt - startedAt,
    };
  } finally {
    ended.abort();
  }
}

function judge(facts: Facts): Record<InvariantName, Violation[]> {
  const verdicts = Object.entries(INVARIANTS).map(([name, check]) => [name, check(facts)]);
  // Every invariant is in the list that the entries come from.
  return Object.fromEntries(verdicts) as Record<InvariantName, Violation[]>;
}

/** Looks again and again for what is wrong only for a moment, and what later changes would hide. */
async function watchRows(
  { sql }: World,
  signal: AbortSignal,
): Promise<Pick<Facts, 'releasedWhileLive' | 'seenNegative'>> {
  const released = new Set<string>();
  const negative = new Set<string>();
  while (!signal.aborted) {
    // While the database is away there is nothing to see.
    const rows = await sql<{ orderId: string | null; bookId: string | null }[]>`
      select r.order_id as "orderId", null as "bookId" from reservations r join attempts a using (order_id)
        where r.status = 'released'
          and a.status in ('created', 'sending', 'pending', 'unknown', 'fencing', 'review')
      union select null, book_id from stock where available < 0`.catch(() => []);
    for (const { orderId, bookId } of rows) {
      if (orderId !== null) released.add(orderId);
      if (bookId !== null) negative.add(bookId);
    }
    await delay(SAMPLE_EVERY_MS, undefined, { signal }).catch(() => {});
  }
  return { releasedWhileLive: [...released], seenNegative: [...negative] };
}

async function readCallsInsideTransaction(shopUrl: string): Promise<string[]> {
  const answer = await fetch(`${shopUrl}/harness/seen`);
  const { calls, insideTransaction } = z
    .object({ calls: z.number(), insideTransaction: z.array(z.string()) })
    .parse(await answer.json());
  if (calls === 0) throw new Error('the shop has not called the provider at all');
  return insideTransaction;
}
