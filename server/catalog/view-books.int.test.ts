import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { insertBooks } from './testing/insert-books.ts';
import { viewBook, viewSitemapPart } from './view-books.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  // A Monday morning in Korea.
  shop.ctx.clock = { now: () => new Date('2026-11-23T09:00:00+09:00') };
});
afterAll(() => shop.close());

test('a book that is there arrives on the next day', async () => {
  await insertBooks(shop.db, [{ slug: 'here', copies: 6 }]);
  expect(await viewBook(shop.ctx, 'here')).toMatchObject({
    availability: 'in_stock',
    onSaleFrom: null,
    deliverOn: '2026-11-24',
    points: 500,
  });
});

test('a book that is not out yet can be ordered, and arrives after it is out', async () => {
  await insertBooks(shop.db, [{ slug: 'soon', onSaleFrom: '2026-12-07' }]);
  expect(await viewBook(shop.ctx, 'soon')).toMatchObject({
    availability: 'preorder',
    onSaleFrom: '2026-12-07',
    deliverOn: '2026-12-08',
  });
});

test('a book that came out is a book like every other', async () => {
  await insertBooks(shop.db, [{ slug: 'out', onSaleFrom: '2026-11-23' }]);
  expect(await viewBook(shop.ctx, 'out')).toMatchObject({ availability: 'in_stock', onSaleFrom: null });
});

test.each([
  ['comes back', false, 'temporarily_out'],
  ['does not come back', true, 'out_of_print'],
] as const)('a book that is gone and %s promises no delivery', async (_kind, outOfPrint, availability) => {
  await insertBooks(shop.db, [{ slug: availability.replaceAll('_', '-'), copies: 0, outOfPrint }]);
  expect(await viewBook(shop.ctx, availability.replaceAll('_', '-'))).toMatchObject({
    availability,
    available: 0,
    deliverOn: null,
  });
});

test('a book that is not there is not found', async () => {
  await expect(viewBook(shop.ctx, 'nothing')).rejects.toThrow('no book nothing');
});

test('the sitemap names every book once, and ends', async () => {
  const { slugs } = await viewSitemapPart(shop.ctx, 0);
  expect(slugs).toEqual(['here', 'out', 'out-of-print', 'soon', 'temporarily-out']);
  expect(await viewSitemapPart(shop.ctx, 1)).toEqual({ slugs: [] });
});
