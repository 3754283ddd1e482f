import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { cartLines } from '#db/schema/cart.ts';
import { books, stock } from '#db/schema/catalog.ts';
import type { BookId, BuyerId } from '../kernel/ids.ts';
import { MAX_COPIES } from './contract.ts';

/** The lines of a cart with their books as they are now, in the order they were added. */
export async function findCartLines(db: Database, buyerId: BuyerId) {
  return db
    .select({
      quantity: cartLines.quantity,
      seenPrice: cartLines.seenPrice,
      book: books,
      available: stock.available,
    })
    .from(cartLines)
    .innerJoin(books, eq(books.id, cartLines.bookId))
    .innerJoin(stock, eq(stock.bookId, cartLines.bookId))
    .where(eq(cartLines.buyerId, buyerId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.bookId));
}

/** Adds copies to a line, up to the most that one order may hold. `price` is what the shopper sees now, in won. */
export async function addCartCopies(
  db: Database,
  line: { buyerId: BuyerId; bookId: BookId; copies: number; price: number },
): Promise<void> {
  const { buyerId, bookId, copies, price } = line;
  await db
    .insert(cartLines)
    .values({ buyerId, bookId, quantity: copies, seenPrice: price })
    .onConflictDoUpdate({
      target: [cartLines.buyerId, cartLines.bookId],
      set: { quantity: sql`least(${cartLines.quantity} + ${copies}, ${MAX_COPIES})`, seenPrice: price },
    });
}

/** Sets the copies of a line that is there, touched at today's price in won; 0 copies remove it. */
export async function setCartCopies(
  db: Database,
  line: { buyerId: BuyerId; bookId: BookId; copies: number; price: number },
): Promise<void> {
  const { buyerId, bookId, copies, price } = line;
  const thisLine = and(eq(cartLines.buyerId, buyerId), eq(cartLines.bookId, bookId));
  if (copies === 0) {
    await db.delete(cartLines).where(thisLine);
    return;
  }
  await db.update(cartLines).set({ quantity: copies, seenPrice: price }).where(thisLine);
}

/** Takes the ordered books out of the cart, in the order's own transaction. */
export async function clearCartLines(
  tx: Transaction,
  buyerId: BuyerId,
  bookIds: readonly BookId[],
): Promise<void> {
  await tx
    .delete(cartLines)
    .where(and(eq(cartLines.buyerId, buyerId), inArray(cartLines.bookId, [...bookIds])));
}

export async function countCartLines(db: Database, buyerId: BuyerId): Promise<number> {
  return db.$count(cartLines, eq(cartLines.buyerId, buyerId));
}
