import { and, eq, gt, gte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { fromNow } from '#db/now.ts';
import { stock } from '#db/schema/catalog.ts';
import { orders, reservations } from '#db/schema/orders.ts';
import type { BookId, OrderId } from '../kernel/ids.ts';
import type { ReservationStatus } from '../orders/contract.ts';

/** Takes copies off the shelf if that many are there, and says whether it did. */
export async function takeStockIfAvailable(
  tx: Transaction,
  bookId: BookId,
  copies: number,
): Promise<boolean> {
  const taken = await tx
    .update(stock)
    .set({ available: sql`${stock.available} - ${copies}` })
    .where(and(eq(stock.bookId, bookId), gte(stock.available, copies)))
    .returning({ bookId: stock.bookId });
  return taken.length === 1;
}

export async function putBack(tx: Transaction, bookId: BookId, copies: number): Promise<void> {
  await tx
    .update(stock)
    .set({ available: sql`${stock.available} + ${copies}` })
    .where(eq(stock.bookId, bookId));
}

/** Copies on the shelf that no order holds. */
export async function findAvailable(tx: Transaction, bookId: BookId): Promise<number> {
  const [row] = await tx.select({ available: stock.available }).from(stock).where(eq(stock.bookId, bookId));
  return row?.available ?? 0;
}

export async function holdReservations(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly { bookId: BookId; quantity: number }[],
): Promise<void> {
  await tx
    .insert(reservations)
    .values(lines.map(({ bookId, quantity }) => ({ orderId, bookId, quantity, status: 'held' as const })));
}

/** Moves the order's copies from one status to the next, and returns those that moved: each only once. */
export async function endReservations(
  tx: Transaction,
  orderId: OrderId,
  from: ReservationStatus,
  to: ReservationStatus,
): Promise<{ bookId: BookId; quantity: number }[]> {
  return tx
    .update(reservations)
    .set({ status: to })
    .where(and(eq(reservations.orderId, orderId), eq(reservations.status, from)))
    .returning({ bookId: reservations.bookId, quantity: reservations.quantity });
}

/** Copies sold, and not given back, with orders placed in the last `withinMs` ms, by book. */
export async function findCopiesSold(
  db: Database,
  withinMs: number,
): Promise<{ bookId: BookId; copies: number }[]> {
  return db
    .select({ bookId: reservations.bookId, copies: sql<number>`sum(${reservations.quantity})::integer` })
    .from(reservations)
    .innerJoin(orders, eq(orders.id, reservations.orderId))
    .where(and(eq(reservations.status, 'committed'), gt(orders.placedAt, fromNow(-withinMs))))
    .groupBy(reservations.bookId);
}

/** The one order in which every transaction locks books. */
export function inBookOrder<Line extends { bookId: BookId }>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => (a.bookId < b.bookId ? -1 : a.bookId > b.bookId ? 1 : 0));
}
