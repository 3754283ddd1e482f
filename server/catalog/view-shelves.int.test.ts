import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { BOOKS_PER_SHELF } from './contract.ts';
import { insertBooks } from './testing/insert-books.ts';
import { viewShelves, viewSimilar } from './view-shelves.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await insertBooks(shop.db, [
    ...Array.from({ length: BOOKS_PER_SHELF + 2 }, (_, n) => ({ slug: `poem-${n}`, popularity: n })),
    { slug: 'gone', popularity: 100, copies: 0 },
    { slug: 'tale', popularity: 50, category: 'children' as const, authorKo: '안데르센' },
    { slug: 'odes', popularity: 0, authorKo: '안데르센' },
    { slug: 'lost-odes', popularity: 90, authorKo: '안데르센', copies: 0 },
  ]);
});
afterAll(() => shop.close());

const slugs = (books: readonly { slug: string }[]) => books.map(({ slug }) => slug);

test('the home page shows what sells best and can be ordered, of all books and of each category', async () => {
  const { bestsellers, shelves } = await viewShelves(shop.ctx);
  expect(slugs(bestsellers)).toEqual(['tale', 'poem-7', 'poem-6', 'poem-5', 'poem-4', 'poem-3']);
  expect(shelves.map((shelf) => [shelf.category, shelf.total, slugs(shelf.books)])).toEqual([
    ['poetry', 11, ['poem-7', 'poem-6', 'poem-5', 'poem-4', 'poem-3', 'poem-2']],
    ['children', 1, ['tale']],
  ]);
});

test('a book is followed by what its author wrote, then by the best of its category', async () => {
  expect(slugs((await viewSimilar(shop.ctx, 'lost-odes')).books)).toEqual([
    'tale',
    'odes',
    'poem-7',
    'poem-6',
    'poem-5',
    'poem-4',
  ]);
});

test('a book is not similar to itself', async () => {
  expect(slugs((await viewSimilar(shop.ctx, 'tale')).books)).toEqual(['odes']);
  await expect(viewSimilar(shop.ctx, 'nothing')).rejects.toThrow('no book nothing');
});
