import type { Transaction } from '#db/client.ts';
import type { BookId, OrderId } from '../kernel/ids.ts';
import { findAvailable, holdReservations, inBookOrder, takeStockIfAvailable } from './stock-store.ts';

export type WantedCopies = { bookId: BookId; quantity: number };

/**
 * Holds copies for an order, or says which book fell short. The caller rolls its transaction back then:
 * nothing is held by halves. Books are taken in id order, so that crossing orders queue and never deadlock.
 */
export async function holdStock(
  tx: Transaction,
  orderId: OrderId,
  lines: readonly WantedCopies[],
): Promise<{ kind: 'held' } | { kind: 'short'; bookId: BookId; available: number }> {
  await holdReservations(tx, orderId, lines);
  for (const { bookId, quantity } of inBookOrder(lines)) {
    const taken = await takeStockIfAvailable(tx, bookId, quantity);
    if (!taken) return { kind: 'short', bookId, available: await findAvailable(tx, bookId) };
  }
  return { kind: 'held' };
}
