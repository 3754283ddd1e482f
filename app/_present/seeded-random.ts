import { textHash } from './text-hash.ts';

/**
 * Numbers in [0, 1) that look random and are always the same for the same text: mulberry32 draws them from
 * its hash. Not for anything secret.
 */
export function seededRandom(text: string): () => number {
  let state = textHash(text);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
