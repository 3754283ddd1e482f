import { FREE_SHIPPING_FROM_WON } from '#server/orders/contract.ts';

/** How many won of books are missing for free delivery; `null` when nothing is bought, or nothing is missing. */
export function wonToFreeShipping(itemsTotal: number): number | null {
  if (itemsTotal === 0 || itemsTotal >= FREE_SHIPPING_FROM_WON) return null;
  return FREE_SHIPPING_FROM_WON - itemsTotal;
}
