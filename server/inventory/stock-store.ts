import { and, eq, gte, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { stock } from '#db/schema/catalog.ts';
import { reservations } from '#db/schema/orders.ts';
import type { BookId, OrderId } from '../kernel/ids.ts';

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

export async function holdReservations(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly { bookId: BookId; quantity: number }[],
): Promise<void> {
  await tx.insert(reservations).values(lines.map((line) => ({ orderId, ...line, status: 'held' as const })));
}

/** The order's held copies are sold. */
export async function commitReservations(tx: Transaction, orderId: OrderId): Promise<void> {
  await tx
    .update(reservations)
    .set({ status: 'committed' })
    .where(and(eq(reservations.orderId, orderId), eq(reservations.status, 'held')));
}

/**
 * Puts the order's held copies back on the shelf. Only copies still held come back, so a second call
 * gives nothing; books are touched in id order, as takers do, so that the two never deadlock.
 */
export async function releaseReservations(tx: Transaction, orderId: OrderId): Promise<void> {
  const released = await tx
    .update(reservations)
    .set({ status: 'released' })
    .where(and(eq(reservations.orderId, orderId), eq(reservations.status, 'held')))
    .returning({ bookId: reservations.bookId, quantity: reservations.quantity });
  for (const { bookId, quantity } of inBookOrder(released)) {
    await tx
      .update(stock)
      .set({ available: sql`${stock.available} + ${quantity}` })
      .where(eq(stock.bookId, bookId));
  }
}

/** The one order in which every transaction locks books. */
export function inBookOrder<Line extends { bookId: BookId }>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => (a.bookId < b.bookId ? -1 : a.bookId > b.bookId ? 1 : 0));
}
