import type { Ctx } from '../context.ts';
import type { BuyerId, OrderNumber } from '../kernel/ids.ts';
import type { ShopperPhase } from '../orders/contract.ts';
import { viewOrder } from '../orders/view-order.ts';
import { addCopies } from './add-to-cart.ts';
import type { AddOrderResult } from './contract.ts';

/** How an order stands when no further charge can come of it. */
const ENDED: readonly ShopperPhase[] = ['paid', 'cancelled', 'refunding', 'refunded'];

/**
 * Adds the books of an order that has ended to a browser's own cart, all or none, at today's prices. The browser
 * (`buyerId`) need not be the one that placed the order (`placedBy`): a mail's link opens it elsewhere too.
 * Throws ORDER_NOT_FOUND unless `placedBy` placed it, and CART_FULL when its books do not fit.
 */
export async function addOrder(
  ctx: Ctx,
  { buyerId, placedBy, number }: { buyerId: BuyerId; placedBy: BuyerId; number: OrderNumber },
): Promise<AddOrderResult> {
  const { progress, lines } = await viewOrder(ctx, placedBy, number);
  if (!ENDED.includes(progress.phase)) return { kind: 'still_open' };

  const { capped, gone } = await addCopies(ctx, buyerId, lines);
  return {
    kind: 'added',
    capped,
    gone: lines
      .filter((line) => gone.includes(line.bookId))
      .map(({ bookId, slug, titleKo, titleEn }) => ({ id: bookId, slug, titleKo, titleEn })),
  };
}
