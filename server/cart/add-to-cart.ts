import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { BookId, BuyerId } from '../kernel/ids.ts';
import { findBooksToAdd, lockCartLines, putCartLines } from './cart-store.ts';
import { type AddToCartInput, type AddToCartResult, MAX_LINES } from './contract.ts';
import { decideAddition, type WantedCopies } from './rules.ts';
import { viewCart } from './view-cart.ts';

/**
 * Adds copies of a book. Tabs that add at once add up, and each is told whether its copies fitted. Throws
 * BOOK_NOT_FOUND, or CART_FULL when no further book fits.
 */
export async function addToCart(ctx: Ctx, buyerId: BuyerId, input: AddToCartInput): Promise<AddToCartResult> {
  const { capped } = await addCopies(ctx, buyerId, [input]);
  return { ...(await viewCart(ctx, buyerId)), capped };
}

/**
 * Adds copies of several different books, all or none. `gone` are those without a copy to sell now. Throws like
 * `addToCart`.
 */
export async function addCopies(
  ctx: Ctx,
  buyerId: BuyerId,
  wanted: readonly WantedCopies[],
): Promise<{ capped: boolean; gone: BookId[] }> {
  return ctx.db.transaction(async (tx) => {
    const held = await lockCartLines(tx, buyerId);
    const books = await findBooksToAdd(
      tx,
      wanted.map((line) => line.bookId),
    );
    const prices = new Map(books.map((book) => [book.id, book.salePrice]));
    const addition = decideAddition(held, wanted);
    if (addition.kind === 'full') throw new AppError('CART_FULL', `a cart holds ${MAX_LINES} books`);

    const lines = addition.lines.map((line) => {
      const price = prices.get(line.bookId);
      if (price === undefined) throw new AppError('BOOK_NOT_FOUND', `no book ${line.bookId}`);
      return { ...line, price };
    });
    await putCartLines(tx, buyerId, lines);
    return {
      capped: addition.capped,
      gone: books.filter((book) => book.available === 0).map((book) => book.id),
    };
  });
}
