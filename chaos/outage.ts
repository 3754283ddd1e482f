/*
 * Takes one part after the other away while orders come in, and sees that nothing is lost: the provider for the
 * length of 100 orders, PostgreSQL restarted under load, the engine killed −9. Prints how long each took to settle.
 *
 *   node chaos/outage.ts [--only provider|postgres|engine] [--seed 1] [--scale 20]
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { endWith } from './end-with.ts';
import { printVerdict } from './report.ts';
import { patienceMs } from './settle.ts';
import { runTrial, type TrialOptions } from './trial.ts';
import { createWorld, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    scale: { type: 'string', default: '20' },
  },
});
const { seed } = values;
const scale = Number(values.scale);
const LOOK_EVERY_MS = 50;

type Outage = { name: string; orders: number; meanwhile: NonNullable<TrialOptions['meanwhile']> };

const OUTAGES: Outage[] = [
  {
    name: 'provider',
    orders: 140,
    async meanwhile(world) {
      await orderCount(world, 20);
      await world.parts.provider.stop();
      await orderCount(world, 120);
      await world.parts.provider.start();
    },
  },
  {
    name: 'postgres',
    orders: 100,
    async meanwhile(world) {
      await orderCount(world, 30);
      await world.parts.postgres.stop();
      await world.parts.postgres.start();
    },
  },
  {
    name: 'engine',
    orders: 100,
    async meanwhile(world) {
      await orderCount(world, 30);
      world.parts.engine.kill();
    },
  },
];

async function orderCount({ sql }: World, count: number): Promise<void> {
  for (;;) {
    const [row] = await sql<{ orders: number }[]>`select count(*)::int as orders from orders`;
    if (row && row.orders >= count) return;
    await delay(LOOK_EVERY_MS);
  }
}

await endWith(async (signal) => {
  let allHold = true;
  for (const { name, orders, meanwhile } of OUTAGES) {
    if (values.only !== undefined && values.only !== name) continue;
    const world = await createWorld({ profile: 'seed', seed, scale });
    try {
      let backAt = 0;
      const verdict = await runTrial(world, {
        seed,
        orders,
        scale,
        patienceMs: patienceMs(scale),
        signal,
        say: (line) => console.log(`  … ${line}`),
        async meanwhile(whole, placed) {
          await meanwhile(whole, placed);
          backAt = Date.now();
        },
      });
      console.log(
        `\n  ${name}: settled ${((verdict.settledAt - backAt) / 1_000).toFixed(1)} s after it was back`,
      );
      const holds = printVerdict(verdict, scale);
      if (!holds) console.log(await world.logs());
      allHold &&= holds;
    } finally {
      await world.close();
    }
  }
  console.log(`\n  seed ${seed}, scale ${scale}`);
  return allHold;
});
