import { expect, test } from 'vitest';
import { type BookCard, type BookCategory, bookCardSchema } from '#server/catalog/contract.ts';
import { shelvesOf } from './shelves.ts';

function book(slug: string, category: BookCategory): BookCard {
  return bookCardSchema.parse({
    id: '019b0000-0000-7000-8000-000000000001',
    slug,
    titleKo: slug,
    titleEn: slug,
    authorKo: '',
    authorEn: '',
    publisherKo: '',
    publisherEn: '',
    category,
    listPrice: 10_000,
    salePrice: 9_000,
    available: 3,
    points: 450,
    availability: 'low',
    onSaleFrom: null,
  });
}

test('books stand by category, in the order of the shop, and no shelf is empty', () => {
  const shelves = shelvesOf([
    book('odes', 'poetry'),
    book('hong', 'korean-classic'),
    book('more-odes', 'poetry'),
  ]);
  expect(shelves.map((shelf) => [shelf.category, shelf.books.map(({ slug }) => slug)])).toEqual([
    ['korean-classic', ['hong']],
    ['poetry', ['odes', 'more-odes']],
  ]);
});
