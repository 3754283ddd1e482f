import { describe, expect, test } from 'vitest';
import { availabilityOf, wordsOf } from './rules.ts';

const now = new Date('2026-11-22T10:00:00Z');
const book = { available: 6, outOfPrint: false, onSaleFrom: null };

describe('what the shop says about a book', () => {
  test.each([
    ['more copies than a handful', {}, 'in_stock'],
    ['a handful', { available: 5 }, 'low'],
    ['no copy', { available: 0 }, 'temporarily_out'],
    ['no copy, and none will come', { available: 0, outOfPrint: true }, 'out_of_print'],
    ['the last copies of a book out of print', { available: 2, outOfPrint: true }, 'low'],
    ['not out yet', { onSaleFrom: '2026-11-23' }, 'preorder'],
    ['not out yet, few copies announced', { available: 2, onSaleFrom: '2026-11-23' }, 'preorder'],
    ['not out yet, and all copies taken', { available: 0, onSaleFrom: '2026-11-23' }, 'temporarily_out'],
    ['out since today', { onSaleFrom: '2026-11-22' }, 'in_stock'],
  ] as const)('%s', (_case, changes, availability) => {
    expect(availabilityOf({ ...book, ...changes }, now)).toBe(availability);
  });
});

describe('the words of a search', () => {
  test.each([
    ['', []],
    [' ', []],
    ['jane austen', ['jane', 'austen']],
    ['the the', ['the']],
    ['978 0 14 044933 4', ['9780140449334']],
    ['1984', ['1984']],
    ['20 000 leagues', ['20', '000', 'leagues']],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ])('of “%s”', (keys, words) => {
    expect(wordsOf(keys)).toEqual(words);
  });
});
