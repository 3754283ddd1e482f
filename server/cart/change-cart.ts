import type { Transaction } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import type { BookId, BuyerId } from '../kernel/ids.ts';
import { clearCartLines, markPricesSeen, saveCartLine, setCartCopies, unsaveCartLine } from './cart-store.ts';
import type { CartBookInput, CartView, SetCartQuantityInput } from './contract.ts';
import { viewCart } from './view-cart.ts';

// A line that another tab has taken out meanwhile is no error here: the answer is the cart as it is.

/** Sets the copies of a book that is in the cart; 0 takes it out. */
export async function setCartQuantity(
  ctx: Ctx,
  buyerId: BuyerId,
  { bookId, quantity }: SetCartQuantityInput,
): Promise<CartView> {
  await setCartCopies(ctx.db, buyerId, bookId, quantity);
  return viewCart(ctx, buyerId);
}

/** Puts a book of the cart aside: it stays in sight, outside totals and orders. */
export async function saveForLater(ctx: Ctx, buyerId: BuyerId, { bookId }: CartBookInput): Promise<CartView> {
  await saveCartLine(ctx.db, buyerId, bookId);
  return viewCart(ctx, buyerId);
}

/** Takes a book that was put aside back into the cart, at today's price. */
export async function moveToCart(ctx: Ctx, buyerId: BuyerId, { bookId }: CartBookInput): Promise<CartView> {
  await unsaveCartLine(ctx.db, buyerId, bookId);
  return viewCart(ctx, buyerId);
}

/** The shopper has read what changed: today's prices of the cart are from now on the ones they know. */
export async function acknowledgeChanges(ctx: Ctx, buyerId: BuyerId): Promise<CartView> {
  await markPricesSeen(ctx.db, buyerId);
  return viewCart(ctx, buyerId);
}

/** Takes ordered books out of the cart, in the transaction of their order; what was saved for later stays. */
export async function takeOrderedOut(
  tx: Transaction,
  buyerId: BuyerId,
  bookIds: readonly BookId[],
): Promise<void> {
  await clearCartLines(tx, buyerId, bookIds);
}
