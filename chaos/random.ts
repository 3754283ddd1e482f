import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that depend on the seed and on what they are for, and on nothing else. */
export function draw(seed: string, purpose: string): number {
  return createHash('sha256').update(`${seed}/${purpose}`).digest().readUInt32BE(0) / 2 ** 32;
}

export function pick<Item>(items: readonly Item[], luck: number): Item {
  const item = items[Math.floor(luck * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
