import { expect, test } from 'vitest';
import { indexedPathOf } from './indexed-path.ts';

test('categories, the list of all books and their pages have one address each', () => {
  expect(indexedPathOf({ category: 'poetry' })).toBe('/?category=poetry');
  expect(indexedPathOf({ category: 'poetry', sort: 'popular', page: 1 })).toBe('/?category=poetry');
  expect(indexedPathOf({ category: 'poetry', page: 2 })).toBe('/?category=poetry&page=2');
  expect(indexedPathOf({ sort: 'popular' })).toBe('/?sort=popular');
});

test.each([
  { q: '왕자' },
  { category: 'poetry', sort: 'price_low' },
  { inStock: true },
  { category: 'poetry', minPrice: 0 },
  { maxPrice: 9_000 },
] as const)('the list %j is not for the index', (listing) => {
  expect(indexedPathOf(listing)).toBeNull();
});
