import type { Transaction } from '#db/client.ts';
import type { BookId, OrderId } from '../kernel/ids.ts';
import { endReservations, inBookOrder, putBack } from './stock-store.ts';

/** The order's held copies are sold. */
export async function sellHeldStock(tx: Transaction, orderId: OrderId): Promise<void> {
  await endReservations(tx, orderId, 'held', 'committed');
}

/** Puts the order's held copies back on the shelf. Only copies still held come back: a second call gives nothing. */
export async function releaseHeldStock(tx: Transaction, orderId: OrderId): Promise<void> {
  await backToShelf(tx, await endReservations(tx, orderId, 'held', 'released'));
}

/** Puts the order's sold copies back on the shelf, once, after a refund for which that was chosen. */
export async function returnSoldStock(tx: Transaction, orderId: OrderId): Promise<void> {
  await backToShelf(tx, await endReservations(tx, orderId, 'committed', 'returned'));
}

/** In id order, as takers do, so that the two never deadlock. */
async function backToShelf(tx: Transaction, copies: { bookId: BookId; quantity: number }[]): Promise<void> {
  for (const { bookId, quantity } of inBookOrder(copies)) await putBack(tx, bookId, quantity);
}
