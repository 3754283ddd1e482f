import type { Facts } from './facts.ts';
import type { Verdict } from './trial.ts';

/** Prints what became of the orders, and which invariants hold; returns whether all do. */
export function printVerdict(
  { facts, violations, open, illegalChangesTried, tookMs }: Verdict,
  scale: number,
) {
  console.log(`\n  ${facts.orders.length} orders, settled after ${seconds(tookMs)}`);
  console.log(`  ${'outcome'.padEnd(28)} orders   time to truth p50      max`);
  for (const [outcome, times] of outcomes(facts)) {
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => seconds(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
    console.log(
      `  ${outcome.padEnd(28)} ${String(times.length).padStart(6)} ${at(0.5).padStart(19)} ${at(1).padStart(8)}`,
    );
  }
  if (scale !== 1)
    console.log(`  (every wait of shop, provider and crons was ${scale} times as short as in real life)`);
  const count = (values: string[]) =>
    Object.entries(Object.groupBy(values, (value) => value))
      .map(([value, all]) => `${all?.length} ${value}`)
      .join(', ') || 'none';
  console.log(`  refunds: ${count(facts.refunds.map(({ status }) => status))}`);
  console.log(`  cases: ${count(facts.cases.map(({ kind }) => kind))}`);
  console.log(`  placements: ${count(facts.placements.map(({ answer }) => answer))}`);
  console.log(`  illegal changes tried on real rows: ${illegalChangesTried}`);
  for (const line of open) console.log(`  not settled in time: ${line}`);
  console.log('');
  let allHold = open.length === 0;
  for (const [name, found] of Object.entries(violations)) {
    if (found.length === 0) {
      console.log(`  ${name.padEnd(3)} ok`);
      continue;
    }
    allHold = false;
    console.log(`  ${name.padEnd(3)} VIOLATED ${found.length} times`);
    for (const { subject, problem } of found.slice(0, 10)) console.log(`      ${subject}: ${problem}`);
  }
  return allHold;
}

/** How each order ended, with the times in ms from its placing until its last attempt's end was known. */
function outcomes(facts: Facts): [string, number[]][] {
  const settledAt = new Map<string, number>();
  for (const { subject, orderId, to, at } of facts.transitions) {
    if (subject === 'attempt' && isSettledName(to)) settledAt.set(orderId, at);
  }
  const newest = new Map(facts.attempts.map((attempt) => [attempt.orderId, attempt]));
  const byOutcome = Map.groupBy(
    facts.orders,
    ({ id, status }) => `${status}, ${newest.get(id)?.status ?? 'no attempt'}`,
  );
  return [...byOutcome]
    .map(([outcome, orders]): [string, number[]] => [
      outcome,
      orders.map(({ id, placedAt }) => (settledAt.get(id) ?? facts.now) - placedAt),
    ])
    .toSorted(([, a], [, b]) => b.length - a.length);
}

function isSettledName(status: string): boolean {
  return ['paid', 'declined', 'not_charged', 'abandoned'].includes(status);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
