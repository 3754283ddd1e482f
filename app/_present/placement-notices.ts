import type { CartView } from '#server/cart/contract.ts';
import { assertNever } from '#server/kernel/assert-never.ts';
import type { BookId } from '#server/kernel/ids.ts';
import type { Locale, PlaceOrderResult } from '#server/orders/contract.ts';
import { titleOf } from './book-text.ts';

export type Refusal = Exclude<PlaceOrderResult, { kind: 'placed' }>;

export type PlacementNotice =
  | { kind: 'sold_out'; title: string }
  | { kind: 'fewer_left'; bookId: BookId; title: string; wanted: number; available: number }
  | { kind: 'price_changed'; prices: { title: string; old: number; new: number }[]; total: number }
  | { kind: 'unknown_book' };

/**
 * Why the shop did not take an order, one notice for each thing to read. `before` is the cart as it was
 * sent, `after` as the shop has it now.
 */
export function noticesOf(
  refusal: Refusal,
  before: CartView,
  after: CartView,
  locale: Locale,
): PlacementNotice[] {
  switch (refusal.kind) {
    case 'sold_out':
      return refusal.books.flatMap(({ bookId, available }): PlacementNotice[] => {
        const line = before.lines.find(({ book }) => book.id === bookId);
        if (!line) return [];
        const title = titleOf(line.book, locale);
        if (available === 0) return [{ kind: 'sold_out', title }];
        return [{ kind: 'fewer_left', bookId, title, wanted: line.quantity, available }];
      });
    case 'price_changed':
      return [{ kind: 'price_changed', prices: changedPrices(before, after, locale), total: refusal.total }];
    case 'unknown_book':
      return [{ kind: 'unknown_book' }];
    default:
      return assertNever(refusal);
  }
}

function changedPrices(before: CartView, after: CartView, locale: Locale) {
  return before.lines.flatMap(({ book }) => {
    const now = after.lines.find((line) => line.book.id === book.id)?.book.salePrice;
    if (now === undefined || now === book.salePrice) return [];
    return [{ title: titleOf(book, locale), old: book.salePrice, new: now }];
  });
}
