import { expect, test } from 'vitest';
import { deliverOnOf } from './delivery.ts';
import { exampleCart, exampleLine } from './testing/example-cart.ts';

// A Monday, ten in the morning in Korea.
const now = new Date('2026-11-23T01:00:00Z');

test('books that are in stock arrive on the day after', () => {
  expect(deliverOnOf(exampleCart(exampleLine('odes'), exampleLine('hong')), now)).toBe('2026-11-24');
});

test('a book that is not out yet makes the others wait for it', () => {
  const preorder = exampleLine('soon');
  const soon = { ...preorder, book: { ...preorder.book, onSaleFrom: '2027-03-02' } };
  expect(deliverOnOf(exampleCart(exampleLine('odes'), soon), now)).toBe('2027-03-03');
});

test('a book that is left out of the total makes nobody wait', () => {
  const preorder = exampleLine('soon', { available: 0 });
  const soon = { ...preorder, book: { ...preorder.book, onSaleFrom: '2027-03-02' } };
  expect(deliverOnOf(exampleCart(exampleLine('odes'), soon), now)).toBe('2026-11-24');
});
