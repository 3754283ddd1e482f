import { expect, test } from 'vitest';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import { noticesOf } from './placement-notices.ts';
import { exampleCart, exampleLine } from './testing/example-cart.ts';

test('each book that is gone is named; where some are left, it says how many', () => {
  const odes = exampleLine('odes');
  const hong = exampleLine('hong', { quantity: 3 });
  const books = [
    { bookId: odes.book.id, available: 0 },
    { bookId: hong.book.id, available: 2 },
  ];
  expect(noticesOf({ kind: 'sold_out', books }, exampleCart(odes, hong), 'ko')).toEqual([
    { kind: 'sold_out', title: 'odes' },
    { kind: 'fewer_left', bookId: hong.book.id, title: 'hong', wanted: 3, available: 2 },
  ]);
});

test('a changed total is explained with the prices that changed it and no others, old and new', () => {
  const odes = exampleLine('odes', { salePrice: 9_000 });
  const hong = exampleLine('hong', { salePrice: 7_000 });
  const prices = [
    { bookId: odes.book.id, unitPrice: 9_500 },
    { bookId: hong.book.id, unitPrice: 7_000 },
  ];
  expect(noticesOf({ kind: 'price_changed', total: 16_500, prices }, exampleCart(odes, hong), 'en')).toEqual([
    {
      kind: 'price_changed',
      prices: [{ title: 'odes', old: 9_000, new: 9_500 }],
      oldTotal: 16_000,
      newTotal: 16_500,
    },
  ]);
});

test('an order of the same books a moment ago is named', () => {
  const question = {
    kind: 'same_again',
    orderNumber: orderNumberSchema.parse('20261122-7F3K9Q'),
    minutesAgo: 2,
  } as const;
  expect(noticesOf(question, exampleCart(exampleLine('odes')), 'ko')).toEqual([question]);
});
