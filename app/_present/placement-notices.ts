import type { CartView } from '#server/cart/contract.ts';
import { assertNever } from '#server/kernel/assert-never.ts';
import type { BookId, OrderNumber } from '#server/kernel/ids.ts';
import type { Locale, PlaceOrderResult } from '#server/orders/contract.ts';
import { titleOf } from './book-text.ts';

export type Refusal = Exclude<PlaceOrderResult, { kind: 'placed' }>;

/** Amounts in won. */
export type PlacementNotice =
  | { kind: 'sold_out'; title: string }
  | { kind: 'fewer_left'; bookId: BookId; title: string; wanted: number; available: number }
  | {
      kind: 'price_changed';
      prices: { title: string; old: number; new: number }[];
      oldTotal: number;
      newTotal: number;
    }
  | { kind: 'unknown_book' }
  | { kind: 'same_again'; orderNumber: OrderNumber; minutesAgo: number };

/** Why the shop did not take an order, one notice for each thing to read. `sent` is the cart as it was sent. */
export function noticesOf(refusal: Refusal, sent: CartView, locale: Locale): PlacementNotice[] {
  switch (refusal.kind) {
    case 'sold_out':
      return refusal.books.flatMap(({ bookId, available }): PlacementNotice[] => {
        const line = sent.lines.find(({ book }) => book.id === bookId);
        if (!line) return [];
        const title = titleOf(line.book, locale);
        if (available === 0) return [{ kind: 'sold_out', title }];
        return [{ kind: 'fewer_left', bookId, title, wanted: line.quantity, available }];
      });
    case 'price_changed': {
      const prices = refusal.prices.flatMap(({ bookId, unitPrice }) => {
        const book = sent.lines.find((line) => line.book.id === bookId)?.book;
        if (!book || book.salePrice === unitPrice) return [];
        return [{ title: titleOf(book, locale), old: book.salePrice, new: unitPrice }];
      });
      return [{ kind: 'price_changed', prices, oldTotal: sent.total, newTotal: refusal.total }];
    }
    case 'unknown_book':
      return [{ kind: 'unknown_book' }];
    case 'same_again':
      return [refusal];
    default:
      return assertNever(refusal);
  }
}
