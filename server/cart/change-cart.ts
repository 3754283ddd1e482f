import { findBookById } from '../catalog/catalog-store.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { BuyerId } from '../kernel/ids.ts';
import { addCartCopies, countCartLines, setCartCopies } from './cart-store.ts';
import { type AddToCartInput, type CartView, MAX_LINES, type SetCartQuantityInput } from './contract.ts';
import { viewCart } from './view-cart.ts';

/** Adds copies of a book. Throws BOOK_NOT_FOUND, or CART_FULL when no further book fits. */
export async function addToCart(ctx: Ctx, buyerId: BuyerId, input: AddToCartInput): Promise<CartView> {
  if ((await countCartLines(ctx.db, buyerId)) >= MAX_LINES) {
    throw new AppError('CART_FULL', `a cart holds ${MAX_LINES} books`);
  }
  const book = await findBookById(ctx.db, input.bookId);
  if (!book) throw new AppError('BOOK_NOT_FOUND', `no book ${input.bookId}`);
  await addCartCopies(ctx.db, { buyerId, bookId: book.id, copies: input.quantity, price: book.salePrice });
  return viewCart(ctx, buyerId);
}

/** Sets the copies of a book that is in the cart; 0 takes it out. */
export async function setCartQuantity(
  ctx: Ctx,
  buyerId: BuyerId,
  input: SetCartQuantityInput,
): Promise<CartView> {
  await setCartCopies(ctx.db, buyerId, input.bookId, input.quantity);
  return viewCart(ctx, buyerId);
}
