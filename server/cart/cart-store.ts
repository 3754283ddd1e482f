import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { cartLines } from '#db/schema/cart.ts';
import { books, stock } from '#db/schema/catalog.ts';
import type { BookId, BuyerId } from '../kernel/ids.ts';

/** The lines of a cart with their books as they are now, in the order they were added, saved ones among them. */
export async function findCartLines(db: Database, buyerId: BuyerId) {
  return db
    .select({
      quantity: cartLines.quantity,
      seenPrice: cartLines.seenPrice,
      savedForLater: cartLines.savedForLater,
      book: books,
      available: stock.available,
    })
    .from(cartLines)
    .innerJoin(books, eq(books.id, cartLines.bookId))
    .innerJoin(stock, eq(stock.bookId, cartLines.bookId))
    .where(eq(cartLines.buyerId, buyerId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.bookId));
}

/** How many copies the lines of a cart hold, without the saved ones. */
export async function countCopies(db: Database, buyerId: BuyerId): Promise<number> {
  const [row] = await db
    .select({ copies: sql<number>`coalesce(sum(${cartLines.quantity}), 0)::int` })
    .from(cartLines)
    .where(inCart(buyerId));
  return row?.copies ?? 0;
}

/**
 * Locks a cart against further additions and every line of it, and returns the lines. New lines have no row yet
 * that could be locked, so those who add queue for the buyer's own lock.
 */
export async function lockCartLines(tx: Transaction, buyerId: BuyerId) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${buyerId}, 0))`);
  return (
    tx
      .select({
        bookId: cartLines.bookId,
        quantity: cartLines.quantity,
        savedForLater: cartLines.savedForLater,
      })
      .from(cartLines)
      .where(eq(cartLines.buyerId, buyerId))
      // Placing an order finds its lines by the primary key, in this order too: the two never deadlock.
      .orderBy(asc(cartLines.bookId))
      .for('update')
  );
}

/** What books that are to be added cost now, in won, and how many copies are on the shelf. */
export async function findBooksToAdd(tx: Transaction, ids: readonly BookId[]) {
  return tx
    .select({ id: books.id, salePrice: books.salePrice, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(inArray(books.id, [...ids]));
}

/** Writes lines of a locked cart: `price`, in won, is what the shopper is told now. */
export async function putCartLines(
  tx: Transaction,
  buyerId: BuyerId,
  lines: readonly { bookId: BookId; quantity: number; price: number }[],
): Promise<void> {
  await tx
    .insert(cartLines)
    .values(lines.map(({ bookId, quantity, price }) => ({ buyerId, bookId, quantity, seenPrice: price })))
    .onConflictDoUpdate({
      target: [cartLines.buyerId, cartLines.bookId],
      set: {
        quantity: sql`excluded.quantity`,
        seenPrice: sql`excluded.seen_price`,
        savedForLater: false,
      },
    });
}

/** Sets the copies of a line if it is there; 0 copies remove it. */
export async function setCartCopies(
  db: Database,
  buyerId: BuyerId,
  bookId: BookId,
  copies: number,
): Promise<void> {
  const line = and(eq(cartLines.buyerId, buyerId), eq(cartLines.bookId, bookId));
  await (copies === 0
    ? db.delete(cartLines).where(line)
    : db.update(cartLines).set({ quantity: copies }).where(line));
}

/** Puts a line aside, if it is there. */
export async function saveCartLine(db: Database, buyerId: BuyerId, bookId: BookId): Promise<void> {
  await db
    .update(cartLines)
    .set({ savedForLater: true })
    .where(and(eq(cartLines.buyerId, buyerId), eq(cartLines.bookId, bookId)));
}

/** Takes a saved line back into the cart, if it is there, at the price that is told now. */
export async function unsaveCartLine(db: Database, buyerId: BuyerId, bookId: BookId): Promise<void> {
  await db
    .update(cartLines)
    .set({ savedForLater: false, seenPrice: books.salePrice })
    .from(books)
    .where(
      and(
        eq(cartLines.buyerId, buyerId),
        eq(cartLines.bookId, bookId),
        eq(cartLines.savedForLater, true),
        eq(books.id, cartLines.bookId),
      ),
    );
}

/** Takes today's prices of the cart's lines as told. */
export async function markPricesSeen(db: Database, buyerId: BuyerId): Promise<void> {
  await db
    .update(cartLines)
    .set({ seenPrice: books.salePrice })
    .from(books)
    .where(and(inCart(buyerId), eq(books.id, cartLines.bookId)));
}

/** Takes the ordered books out of the cart, in the order's own transaction. */
export async function clearCartLines(
  tx: Transaction,
  buyerId: BuyerId,
  bookIds: readonly BookId[],
): Promise<void> {
  await tx.delete(cartLines).where(and(inCart(buyerId), inArray(cartLines.bookId, [...bookIds])));
}

function inCart(buyerId: BuyerId) {
  return and(eq(cartLines.buyerId, buyerId), eq(cartLines.savedForLater, false));
}
