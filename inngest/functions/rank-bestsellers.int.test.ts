import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { books } from '#db/schema/catalog.ts';
import { reservations } from '#db/schema/orders.ts';
import { rankBestsellers } from '#server/catalog/rank-bestsellers.ts';
import type { BookId } from '#server/kernel/ids.ts';
import type { ReservationStatus } from '#server/orders/contract.ts';
import { openTestShop, type TestShop } from '#server/testing/test-shop.ts';
import { inngest } from '../client.ts';
import { createDrive, type Drive } from '../embedded/testing/drive.ts';
import { rankSoldBooks } from './rank-bestsellers.ts';

const wired = vi.hoisted((): { app?: unknown } => ({}));
vi.mock('#server/compose.ts', () => ({ composeApp: () => wired.app }));

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
let shop: TestShop;
let drive: Drive;
beforeAll(async () => {
  shop = await openTestShop();
  wired.app = { ctx: shop.ctx };
  drive = await createDrive({ client: inngest, functions: [rankSoldBooks], databaseUrl: shop.databaseUrl });
});
afterAll(async () => {
  await drive.stop();
  await shop.close();
});

/** An order of one copy, placed `daysAgo`, whose copy became of it what `status` says. */
async function order(bookId: BookId, status: ReservationStatus, daysAgo: number): Promise<void> {
  const placed = await shop.place(bookId);
  await shop.db
    .update(reservations)
    .set({ status: 'committed' })
    .where(eq(reservations.orderId, placed.order.id));
  await shop.db.update(reservations).set({ status }).where(eq(reservations.orderId, placed.order.id));
  await shop.letTimePass(placed.attemptId, daysAgo * DAY_MS);
}

async function popularityOf(bookId: BookId) {
  const [book] = await shop.db.select().from(books).where(eq(books.id, bookId));
  return book?.popularity;
}

test('every hour a book is as popular as copies of it were sold in the last 90 days', async () => {
  const [loved, forgotten, returned] = [
    await shop.addBook({ copies: 10 }),
    await shop.addBook({ copies: 10 }),
    await shop.addBook({ copies: 10 }),
  ];
  await order(loved, 'committed', 0);
  await order(loved, 'committed', 89);
  await order(loved, 'committed', 91);
  await order(forgotten, 'committed', 91);
  await order(returned, 'returned', 1);
  await shop.place(returned);
  await shop.db.update(books).set({ popularity: 7 }).where(eq(books.id, forgotten));

  await drive.advance(HOUR_MS + 60_000);
  expect(await Promise.all([loved, forgotten, returned].map(popularityOf))).toEqual([2, 0, 0]);
  // Nothing is written again where nothing changed.
  expect(await rankBestsellers(shop.ctx)).toBe(0);
});
