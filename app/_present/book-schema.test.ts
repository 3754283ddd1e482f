import { expect, test } from 'vitest';
import { type BookPage, bookPageSchema } from '#server/catalog/contract.ts';
import { bookSchema } from './book-schema.ts';

const kokoro = bookPageSchema.parse({
  id: '01999999-0000-7000-8000-000000000001',
  slug: 'kokoro',
  titleKo: '마음',
  titleEn: 'Kokoro',
  authorKo: '나쓰메 소세키',
  authorEn: 'Natsume Sōseki',
  publisherKo: '느린책방',
  publisherEn: 'Slow Books',
  category: 'world-novel',
  listPrice: 13_000,
  salePrice: 11_700,
  points: 585,
  available: 3,
  availability: 'low',
  onSaleFrom: null,
  publishedYear: 1914,
  pages: 292,
  isbn13: '9780140449334',
  descriptionKo: '선생님의 마음.',
  descriptionEn: 'A teacher’s heart.',
  deliverOn: '2026-11-24',
});

const schemaOf = (change: Partial<BookPage>) =>
  bookSchema(
    { ...kokoro, ...change },
    'en',
    'https://books.example/en/books/kokoro',
    'https://books.example',
  );

test('a book is offered at the price that is paid, in the language of the page', () => {
  expect(schemaOf({})).toMatchObject({
    name: 'Kokoro',
    author: { name: 'Natsume Sōseki' },
    isbn: '9780140449334',
    numberOfPages: 292,
    image: expect.stringMatching(/^https:\/\/books\.example\/covers\/kokoro\/share\.png\?v=/),
    offers: { price: 11_700, priceCurrency: 'KRW', url: 'https://books.example/en/books/kokoro' },
  });
});

test.each<[Partial<BookPage>, string]>([
  [{ availability: 'in_stock', available: 40 }, 'InStock'],
  [{ availability: 'low' }, 'LimitedAvailability'],
  [{ availability: 'preorder', onSaleFrom: '2026-12-24' }, 'PreOrder'],
  [{ availability: 'preorder', onSaleFrom: '2026-12-24', available: 0 }, 'SoldOut'],
  [{ availability: 'temporarily_out', available: 0 }, 'OutOfStock'],
  [{ availability: 'out_of_print', available: 0 }, 'Discontinued'],
])('%j is %s', (change, availability) => {
  expect(schemaOf(change).offers.availability).toBe(`https://schema.org/${availability}`);
});

test('delivery is free from the sum on from which it is free', () => {
  const rate = (salePrice: number) => schemaOf({ salePrice }).offers.shippingDetails.shippingRate.value;
  expect([rate(14_999), rate(15_000)]).toEqual([3_000, 0]);
});

test('a book without ISBN has none', () => {
  expect(schemaOf({ isbn13: null })).not.toHaveProperty('isbn');
});
