import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointsFor } from './points.ts';

test('a book of 16,200 won earns 810 points', () => {
  expect(pointsFor(16_200)).toBe(810);
});

test('a legal discount and its points together stay within 15 % of the list price', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (list, share) => {
        const lowest = Math.ceil(list * 0.9);
        const sale = lowest + Math.floor((list - lowest) * share);
        expect(list - sale + pointsFor(sale)).toBeLessThanOrEqual(list * 0.15);
      },
    ),
  );
});
