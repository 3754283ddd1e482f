import type { Transaction } from '#db/client.ts';
import type { OrderId } from '../kernel/ids.ts';
import { commitReservations, inBookOrder, putBack, releaseReservations } from './stock-store.ts';

/** The order's held copies are sold. */
export async function sellHeldStock(tx: Transaction, orderId: OrderId): Promise<void> {
  await commitReservations(tx, orderId);
}

/**
 * Puts the order's held copies back on the shelf. Only copies still held come back, so a second call
 * gives nothing; books are touched in id order, as takers do, so that the two never deadlock.
 */
export async function releaseHeldStock(tx: Transaction, orderId: OrderId): Promise<void> {
  const released = await releaseReservations(tx, orderId);
  for (const { bookId, quantity } of inBookOrder(released)) await putBack(tx, bookId, quantity);
}
