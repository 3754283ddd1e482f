import type { CartView } from '#server/cart/contract.ts';
import { deliveryDay } from '#server/kernel/delivery-day.ts';
import { startOfDayInKorea } from '#server/kernel/korean-day.ts';

/**
 * The day, in Korea, on which the books that will be paid should arrive together, as `YYYY-MM-DD`: a book that is not
 * out yet makes the others wait for it. `now` is when the order is placed.
 */
export function deliverOnOf(cart: Pick<CartView, 'lines'>, now: Date): string {
  const releases = cart.lines
    .filter(({ payable }) => payable)
    .map(({ book }) => (book.onSaleFrom === null ? now : startOfDayInKorea(book.onSaleFrom)));
  const latest = Math.max(now.getTime(), ...releases.map((release) => release.getTime()));
  return deliveryDay(new Date(latest));
}
