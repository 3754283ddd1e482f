import { expect, test } from 'vitest';
import { patienceMs } from './settle.ts';
import { runTrial } from './trial.ts';
import { createWorld } from './world.ts';

test('40 orders with a hostile provider end with every invariant true', async ({ signal }) => {
  const seed = '7';
  const scale = 50;
  const world = await createWorld({ profile: 'hostile', seed, scale });
  try {
    const { facts, violations, open } = await runTrial(world, {
      seed,
      orders: 40,
      scale,
      patienceMs: patienceMs(scale),
      signal,
      say: () => {},
    });
    expect(open).toEqual([]);
    expect(facts.orders).toHaveLength(40);
    expect(Object.values(violations).flat()).toEqual([]);
  } finally {
    await world.close();
  }
}, 600_000);
