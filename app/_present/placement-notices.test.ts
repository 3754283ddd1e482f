import { expect, test } from 'vitest';
import { noticesOf } from './placement-notices.ts';
import { exampleCart, exampleLine } from './testing/example-cart.ts';

test('each book that is gone is named; where some are left, it says how many', () => {
  const odes = exampleLine('odes');
  const hong = exampleLine('hong', { quantity: 3 });
  const before = exampleCart(odes, hong);
  const books = [
    { bookId: odes.book.id, available: 0 },
    { bookId: hong.book.id, available: 2 },
  ];
  expect(noticesOf({ kind: 'sold_out', books }, before, before, 'ko')).toEqual([
    { kind: 'sold_out', title: 'odes' },
    { kind: 'fewer_left', bookId: hong.book.id, title: 'hong', wanted: 3, available: 2 },
  ]);
});

test('a changed total is explained with the prices that changed it, and no others', () => {
  const before = exampleCart(
    exampleLine('odes', { salePrice: 9_000 }),
    exampleLine('hong', { salePrice: 7_000 }),
  );
  const after = exampleCart(
    exampleLine('odes', { salePrice: 9_500 }),
    exampleLine('hong', { salePrice: 7_000 }),
  );
  expect(noticesOf({ kind: 'price_changed', total: 16_500 }, before, after, 'en')).toEqual([
    { kind: 'price_changed', total: 16_500, prices: [{ title: 'odes', old: 9_000, new: 9_500 }] },
  ]);
});
