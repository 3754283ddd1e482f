import { describe, expect, test } from 'vitest';
import { listingPath, readListing, sortOf, sortsFor } from './listing-address.ts';

describe('an address', () => {
  test('says which list it shows', () => {
    expect(
      readListing({
        q: ' 어린 왕자 ',
        category: 'children',
        inStock: '1',
        minPrice: '5,000',
        maxPrice: '20000',
        sort: 'newest',
        page: '2',
      }),
    ).toEqual({
      q: '어린 왕자',
      category: 'children',
      inStock: true,
      minPrice: 5000,
      maxPrice: 20_000,
      sort: 'newest',
      page: 2,
    });
  });

  test.each([
    {},
    { q: '' },
    { q: '   ' },
    { page: '0' },
    { page: '1.5' },
    { page: '99999999999' },
    { minPrice: '-1', maxPrice: '만원' },
    { category: 'cookery', sort: 'random', inStock: 'yes' },
    { q: ['a', 'b'] },
    { utm_source: 'mail' },
  ])('that asks for nothing, or nothing that makes sense, is the front page: %o', (params) => {
    expect(readListing(params)).toBeNull();
  });

  test('keeps what makes sense of what does not', () => {
    expect(readListing({ category: 'poetry', page: 'x', sort: 'random' })).toEqual({ category: 'poetry' });
  });

  test('of very many words is cut, not refused', () => {
    expect(readListing({ q: 'ㄱ'.repeat(300) })?.q).toHaveLength(100);
  });
});

describe('the address of a list', () => {
  test('is read back as the same list', () => {
    const listing = {
      q: 'R&D 100% +',
      category: 'poetry',
      minPrice: 0,
      maxPrice: 9000,
      sort: 'title',
      inStock: true,
      page: 3,
    } as const;
    const query = new URL(listingPath(listing), 'http://shop.example').searchParams;
    expect(readListing(Object.fromEntries(query))).toEqual(listing);
  });

  test('leaves out what was not asked for, and the first page', () => {
    expect(listingPath({ category: 'poetry', inStock: false, page: 1, q: undefined })).toBe(
      '/?category=poetry',
    );
  });

  test('of all books is not the address of the front page', () => {
    expect(listingPath({})).toBe('/?sort=popular');
    expect(readListing({ sort: 'popular' })).not.toBeNull();
  });
});

describe('a list', () => {
  test('of words is sorted by how well they fit, any other by how well it sells', () => {
    expect(sortOf({ q: '왕자' })).toBe('relevance');
    expect(sortOf({})).toBe('popular');
    expect(sortOf({ q: '왕자', sort: 'price_low' })).toBe('price_low');
    expect(sortOf({ sort: 'relevance' })).toBe('popular');
  });

  test('offers relevance only where there are words', () => {
    expect(sortsFor({ q: '왕자' })).toContain('relevance');
    expect(sortsFor({ category: 'poetry' })).not.toContain('relevance');
  });
});
