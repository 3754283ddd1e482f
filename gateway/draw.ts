/** Pure: turns (seed, what, call number) into numbers, so that the same seed and keys give the same run. */
import { createHmac } from 'node:crypto';

export interface Dice {
  /** The next number in [0, 1). */
  next(): number;
}

/**
 * @param callNumber which draw this is for the subject in its lane, from 1
 * @returns an endless sequence that depends on nothing but the arguments
 */
export function dice(seed: string, lane: string, subject: string, callNumber: number): Dice {
  let block = 0;
  let bytes = Buffer.alloc(0);
  return {
    next() {
      if (bytes.length < 6) {
        bytes = createHmac('sha256', seed)
          .update(JSON.stringify([lane, subject, callNumber, block++]))
          .digest();
      }
      const value = bytes.readUIntBE(0, 6) / 2 ** 48;
      bytes = bytes.subarray(6);
      return value;
    },
  };
}

/** An integer in [from, to). */
export function between(d: Dice, from: number, to: number): number {
  return Math.floor(from + d.next() * (to - from));
}

/** One of the options. */
export function pick<T>(d: Dice, options: readonly [T, ...T[]]): T {
  return options[between(d, 0, options.length)] ?? options[0];
}

/**
 * Runs one of the weighted options; the weights need not add up to anything.
 * @param options pairs of weight and what to do; only the chosen one runs
 */
export function weighted<T>(d: Dice, options: readonly [[number, () => T], ...[number, () => T][]]): T {
  const total = options.reduce((sum, [weight]) => sum + weight, 0);
  let left = d.next() * total;
  for (const [weight, run] of options) {
    left -= weight;
    if (left < 0) return run();
  }
  return options[0][1]();
}
