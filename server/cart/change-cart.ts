import type { Transaction } from '#db/client.ts';
import { priceOfBook } from '../catalog/view-books.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { BookId, BuyerId } from '../kernel/ids.ts';
import { addCartCopies, clearCartLines, countCartLines, setCartCopies } from './cart-store.ts';
import { type AddToCartInput, type CartView, MAX_LINES, type SetCartQuantityInput } from './contract.ts';
import { viewCart } from './view-cart.ts';

/** Adds copies of a book. Throws BOOK_NOT_FOUND, or CART_FULL when no further book fits. */
export async function addToCart(ctx: Ctx, buyerId: BuyerId, input: AddToCartInput): Promise<CartView> {
  if ((await countCartLines(ctx.db, buyerId)) >= MAX_LINES) {
    throw new AppError('CART_FULL', `a cart holds ${MAX_LINES} books`);
  }
  const price = await priceOfBook(ctx, input.bookId);
  await addCartCopies(ctx.db, { buyerId, bookId: input.bookId, copies: input.quantity, price });
  return viewCart(ctx, buyerId);
}

/** Sets the copies of a book that is in the cart; 0 takes it out. Throws BOOK_NOT_FOUND. */
export async function setCartQuantity(
  ctx: Ctx,
  buyerId: BuyerId,
  input: SetCartQuantityInput,
): Promise<CartView> {
  const price = await priceOfBook(ctx, input.bookId);
  await setCartCopies(ctx.db, { buyerId, bookId: input.bookId, copies: input.quantity, price });
  return viewCart(ctx, buyerId);
}

/** Takes ordered books out of the cart, in the transaction of their order. */
export async function takeOrderedOut(
  tx: Transaction,
  buyerId: BuyerId,
  bookIds: readonly BookId[],
): Promise<void> {
  await clearCartLines(tx, buyerId, bookIds);
}
