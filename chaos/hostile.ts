/*
 * Sends many orders through a real shop with a provider that misbehaves, and checks every invariant of
 * docs/payments.md against the provider's own books.
 *
 *   node chaos/hostile.ts --orders 500 --profile hostile --seed 1 --scale 20
 */
import { parseArgs } from 'node:util';
import { endWith } from './end-with.ts';
import { printVerdict } from './report.ts';
import { patienceMs } from './settle.ts';
import { runTrial } from './trial.ts';
import { createWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '500' },
    profile: { type: 'string', default: 'hostile' },
    seed: { type: 'string', default: '1' },
    scale: { type: 'string', default: '20' },
  },
});
const { profile, seed } = values;
const orders = Number(values.orders);
const scale = Number(values.scale);

await endWith(async (signal) => {
  const world = await createWorld({ profile, seed, scale });
  try {
    const say = (line: string) => console.log(`  … ${line}`);
    const verdict = await runTrial(world, {
      seed,
      orders,
      scale,
      patienceMs: patienceMs(scale),
      signal,
      say,
    });
    const allHold = printVerdict(verdict, scale);
    if (!allHold) console.log(await world.logs());
    console.log(`\n  profile ${profile}, seed ${seed}, scale ${scale}`);
    return allHold;
  } finally {
    await world.close();
  }
});
