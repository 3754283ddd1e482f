import { describe, expect, test } from 'vitest';
import { seedBooks } from './books.ts';
import { seedBookId } from './seed-book.ts';

/** ISBN-13 weights its digits 1, 3, 1, 3 …; with the check digit the sum is a multiple of ten. */
function hasValidCheckDigit(isbn13: string): boolean {
  const sum = [...isbn13].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
}

const hangul = /\p{Script=Hangul}/u;

test('the shop opens with at least 60 books, each with a slug of its own', () => {
  expect(seedBooks.length).toBeGreaterThanOrEqual(60);
  expect(new Set(seedBooks.map((book) => book.slug)).size).toBe(seedBooks.length);
});

test('every state of the shelf can be seen', () => {
  const gone = seedBooks.filter((book) => book.stock === 0);
  expect(gone.filter((book) => book.outOfPrint)).toHaveLength(1);
  expect(gone.filter((book) => !book.outOfPrint)).toHaveLength(1);
  expect(seedBooks.filter((book) => book.onSaleFrom !== undefined && book.stock > 0)).toHaveLength(1);
  expect(seedBooks.filter((book) => book.stock >= 1 && book.stock <= 3).length).toBeGreaterThanOrEqual(3);
});

test('a book has the same id on every machine', () => {
  expect(seedBookId('pride-and-prejudice')).toBe('9628e594-87ce-5067-ba38-a0505b36d2f2');
});

test('no ISBN is given to two books', () => {
  const isbns = seedBooks.flatMap((book) => book.isbn13 ?? []);
  expect(isbns.length).toBeGreaterThan(0);
  expect(new Set(isbns).size).toBe(isbns.length);
});

describe.each(seedBooks.map((book) => [book.slug, book] as const))('%s', (_slug, book) => {
  test('has an address made of plain words', () => {
    expect(book.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('is sold at no more than 10 % off its list price', () => {
    expect(Number.isInteger(book.listPrice) && Number.isInteger(book.salePrice)).toBe(true);
    expect(book.salePrice).toBeGreaterThan(0);
    expect(book.salePrice).toBeLessThanOrEqual(book.listPrice);
    // Compared in whole tenths: 0.9 × a price is not exact in floating point.
    expect(book.salePrice * 10).toBeGreaterThanOrEqual(book.listPrice * 9);
  });

  test('reads in Korean and in English', () => {
    for (const text of [book.titleKo, book.authorKo, book.publisherKo, book.descriptionKo]) {
      expect(text).toMatch(hangul);
    }
    for (const text of [book.titleEn, book.authorEn, book.publisherEn, book.descriptionEn]) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(hangul);
    }
  });

  test('has a whole, non-negative number of copies and a plausible edition', () => {
    expect(Number.isInteger(book.stock)).toBe(true);
    expect(book.stock).toBeGreaterThanOrEqual(0);
    expect(book.pages).toBeGreaterThan(0);
    expect(book.publishedYear).toBeGreaterThanOrEqual(1900);
    expect(book.publishedYear).toBeLessThanOrEqual(Number(book.onSaleFrom?.slice(0, 4) ?? 2026));
  });

  test('carries either a valid ISBN-13 or none', () => {
    if (book.isbn13 === null) return;
    expect(book.isbn13).toMatch(/^97[89]\d{10}$/);
    expect(hasValidCheckDigit(book.isbn13)).toBe(true);
  });
});
