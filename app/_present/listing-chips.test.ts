import { expect, test } from 'vitest';
import { chipsOf } from './listing-chips.ts';

test('each chip leads to the list without what it names, from its first page', () => {
  expect(
    chipsOf({
      q: '봄',
      category: 'poetry',
      inStock: true,
      minPrice: 5000,
      maxPrice: 9000,
      sort: 'title',
      page: 4,
    }),
  ).toEqual([
    {
      kind: 'words',
      words: '봄',
      without: '/?category=poetry&minPrice=5000&maxPrice=9000&sort=title&inStock=1',
    },
    {
      kind: 'inStock',
      without: '/?q=%EB%B4%84&category=poetry&minPrice=5000&maxPrice=9000&sort=title',
    },
    {
      kind: 'price',
      from: 5000,
      to: 9000,
      without: '/?q=%EB%B4%84&category=poetry&sort=title&inStock=1',
    },
  ]);
});

test('one end of a price is enough', () => {
  expect(chipsOf({ minPrice: 5000 })).toEqual([
    { kind: 'price', from: 5000, to: undefined, without: '/?sort=popular' },
  ]);
});

test('a whole category has nothing to take off', () => {
  expect(chipsOf({ category: 'poetry', sort: 'newest', page: 2 })).toEqual([]);
});
