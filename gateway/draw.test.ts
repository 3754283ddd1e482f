import { expect, test } from 'vitest';
import { dice, weighted } from './draw.ts';

function numbers(...args: Parameters<typeof dice>): number[] {
  const d = dice(...args);
  return Array.from({ length: 20 }, () => d.next());
}

test('the same seed, lane, key and call number give the same numbers, beyond one block of them', () => {
  expect(numbers('s', 'charge', 'k', 1)).toEqual(numbers('s', 'charge', 'k', 1));
});

test.each([
  ['seed', numbers('other', 'charge', 'k', 1)],
  ['lane', numbers('s', 'void', 'k', 1)],
  ['key', numbers('s', 'charge', 'k2', 1)],
  ['call number', numbers('s', 'charge', 'k', 2)],
])('another %s gives other numbers', (_what, other) => {
  expect(other).not.toEqual(numbers('s', 'charge', 'k', 1));
});

test('weights are kept over many draws', () => {
  let heavy = 0;
  for (let n = 0; n < 3000; n++) {
    heavy += weighted(dice('s', 'charge', 'k', n), [
      [3, () => 1],
      [1, () => 0],
    ]);
  }
  expect(heavy / 3000).toBeCloseTo(0.75, 1);
});
