import { expect, test } from 'vitest';
import { changesOf } from './cart-changes.ts';
import { exampleLine } from './testing/example-cart.ts';

test('a line that is as the shopper left it has no changes', () => {
  expect(changesOf(exampleLine('odes'))).toEqual([]);
});

test('a changed price is told with the old one', () => {
  expect(changesOf(exampleLine('odes', { salePrice: 16_200, seenPrice: 15_000 }))).toEqual([
    { kind: 'price_rose', old: 15_000, now: 16_200 },
  ]);
  expect(changesOf(exampleLine('odes', { salePrice: 9_000, seenPrice: 15_000 }))).toEqual([
    { kind: 'price_fell', old: 15_000, now: 9_000 },
  ]);
});

test('gone for now, gone for good and too few are three things', () => {
  const gone = exampleLine('odes', { available: 0 });
  expect(changesOf(gone)).toEqual([{ kind: 'temporarily_out' }]);
  const book = { ...gone.book, availability: 'out_of_print' as const };
  expect(changesOf({ ...gone, book })).toEqual([{ kind: 'out_of_print' }]);
  expect(changesOf(exampleLine('odes', { available: 2, quantity: 3 }))).toEqual([
    { kind: 'fewer_left', left: 2 },
  ]);
});

test('a line can have changed in both ways', () => {
  expect(changesOf(exampleLine('odes', { available: 0, salePrice: 9_000, seenPrice: 8_000 }))).toHaveLength(
    2,
  );
});
