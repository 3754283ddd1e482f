/*
 * Shows that the check of chaos/hostile.ts can fail: runs a rough day once as it is, which has to be green, and once
 * for each guard with that guard taken away, which has to be red.
 *
 *   node chaos/guards.ts [--only <part of a guard's name>]
 */
import { parseArgs } from 'node:util';
import { endWith } from './end-with.ts';
import { REMOVALS, type Removal } from './removals.ts';
import { prepareRoughDay } from './rough-day.ts';
import { runTrial } from './trial.ts';
import { createWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    orders: { type: 'string', default: '66' },
    seed: { type: 'string', default: '1' },
  },
});
const SCALE = 50;
const PATIENCE_MS = 60_000;

/** The names of the invariants that do not hold, and what did not settle in time. */
async function tryOut(removal: Omit<Removal, 'breaks'>, signal: AbortSignal) {
  const { seed } = values;
  const orders = Number(values.orders);
  // The breaker would spare the provider the faults that this is about, so there are as many good answers as bad.
  const events = { lost: 0.1, doubled: 0.5 };
  const { edits = [], sql = [] } = removal;
  const world = await createWorld({ profile: 'calm', seed, scale: SCALE, events, edits, sql });
  try {
    const token = await prepareRoughDay(world.control, orders);
    const { violations, open } = await runTrial(world, {
      seed,
      orders,
      scale: SCALE,
      token,
      cancelShare: 0.25,
      scarceShare: 0.7,
      patienceMs: PATIENCE_MS,
      signal,
      say: () => {},
    });
    const red = Object.entries(violations).filter(([, found]) => found.length > 0);
    return {
      red: red.map(([name]) => name),
      examples: red.map(([name, [first]]) => `${name}: ${first?.subject} ${first?.problem}`),
      open,
    };
  } finally {
    await world.close();
  }
}

await endWith(async (signal) => {
  const chosen = REMOVALS.filter(({ guard }) => guard.includes(values.only));
  let asExpected = true;
  const print = (guard: string, red: string[], problem: string) => {
    if (problem) asExpected = false;
    console.log(`  ${guard.padEnd(44)} ${(red.join(' ') || 'green').padEnd(20)} ${problem}`);
  };
  console.log(`  ${'guard taken away'.padEnd(44)} turned red`);
  const control = await tryOut({ guard: 'none' }, signal);
  const isCalm = control.red.length === 0 && control.open.length === 0;
  print(
    'none',
    control.red,
    isCalm ? '' : `← has to be green: ${[...control.examples, ...control.open].join('; ')}`,
  );
  for (const removal of chosen) {
    const { red, examples } = await tryOut(removal, signal);
    const found = removal.breaks.some((name) => red.includes(name));
    print(removal.guard, red, found ? '' : `← none of ${removal.breaks.join(', ')}`);
    for (const example of examples) console.log(`      ${example}`);
  }
  return asExpected;
});
