import { assertNever } from '../kernel/assert-never.ts';
import type { BookId } from '../kernel/ids.ts';
import {
  type CancelReason,
  FREE_SHIPPING_FROM_WON,
  MAX_ATTEMPTS,
  type OrderStatus,
  type PaymentStatus,
  RETRY_WINDOW_MS,
  SHIPPING_WON,
  type ShopperPhase,
} from './contract.ts';

/** What an order of these lines costs, in won. No lines cost nothing, delivery included. */
export function priceOrder(lines: readonly { unitPrice: number; quantity: number }[]) {
  const itemsTotal = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
  const shipping = itemsTotal === 0 || itemsTotal >= FREE_SHIPPING_FROM_WON ? 0 : SHIPPING_WON;
  return { itemsTotal, shipping, total: itemsTotal + shipping };
}

export type BookForSale = { id: BookId; salePrice: number; available: number };
export type WantedLine = { bookId: BookId; quantity: number };

export type PlacementDecision =
  | {
      kind: 'place';
      lines: (WantedLine & { unitPrice: number })[];
      itemsTotal: number;
      shipping: number;
      total: number;
    }
  | { kind: 'unknown_book'; bookIds: BookId[] }
  | { kind: 'sold_out'; books: { bookId: BookId; available: number }[] }
  | { kind: 'price_changed'; total: number };

/** One line per book, so that the same book on two lines asks for its copies once. */
export function mergeLines(lines: readonly WantedLine[]): WantedLine[] {
  const copies = new Map<BookId, number>();
  for (const { bookId, quantity } of lines) copies.set(bookId, (copies.get(bookId) ?? 0) + quantity);
  return [...copies].map(([bookId, quantity]) => ({ bookId, quantity }));
}

/**
 * Whether an order can be placed, by the prices and stock that the database holds. A yes is not yet a
 * promise: the stock is only taken by the update that follows.
 */
export function decidePlacement(
  wanted: readonly WantedLine[],
  expectedTotal: number,
  books: readonly BookForSale[],
): PlacementDecision {
  const byId = new Map(books.map((book) => [book.id, book]));
  const unknown: BookId[] = [];
  const short: { bookId: BookId; available: number }[] = [];
  const lines: (WantedLine & { unitPrice: number })[] = [];
  for (const line of wanted) {
    const book = byId.get(line.bookId);
    if (!book) {
      unknown.push(line.bookId);
      continue;
    }
    if (book.available < line.quantity) short.push({ bookId: line.bookId, available: book.available });
    lines.push({ ...line, unitPrice: book.salePrice });
  }
  if (unknown.length > 0) return { kind: 'unknown_book', bookIds: unknown };
  if (short.length > 0) return { kind: 'sold_out', books: short };
  const price = priceOrder(lines);
  if (price.total !== expectedTotal) return { kind: 'price_changed', total: price.total };
  return { kind: 'place', lines, ...price };
}

export type Settlement =
  | { kind: 'confirm' }
  | { kind: 'cancel'; reason: CancelReason }
  | { kind: 'open_retry_window'; windowMs: number }
  | { kind: 'none' };

/** What an attempt's new status means for its order. */
export function decideSettlement(
  order: OrderStatus,
  attemptNumber: number,
  attemptMovedTo: PaymentStatus | null,
): Settlement {
  if (order !== 'placed' || attemptMovedTo === null) return { kind: 'none' };
  switch (attemptMovedTo) {
    case 'paid':
      return { kind: 'confirm' };
    case 'declined':
    case 'not_charged':
    case 'abandoned':
      if (attemptNumber < MAX_ATTEMPTS) return { kind: 'open_retry_window', windowMs: RETRY_WINDOW_MS };
      return { kind: 'cancel', reason: cancelReasonAfter(attemptMovedTo) };
    case 'created':
    case 'sending':
    case 'pending':
    case 'unknown':
    case 'fencing':
    case 'review':
      return { kind: 'none' };
    default:
      return assertNever(attemptMovedTo);
  }
}

/** Why an order ends when its last attempt was refused and nobody tried again. */
export function cancelReasonAfter(attempt: PaymentStatus): CancelReason {
  return attempt === 'declined' ? 'declined' : 'expired';
}

/** After this, in ms, a page says "still checking, you can safely close this page" (10 s: attention's limit). */
const STILL_CHECKING_AFTER_MS = 10_000;

/** What the page says of an order. `since` is when its newest attempt began. */
export function shopperPhase(
  order: OrderStatus,
  attempt: PaymentStatus,
  since: Date,
  now: Date,
): ShopperPhase {
  switch (order) {
    case 'confirmed':
      return 'paid';
    case 'cancelled':
    case 'refunding':
    case 'refunded':
      return order;
    case 'placed':
      return phaseOfOpenOrder(attempt, now.getTime() - since.getTime());
    default:
      return assertNever(order);
  }
}

function phaseOfOpenOrder(attempt: PaymentStatus, ageMs: number): ShopperPhase {
  switch (attempt) {
    case 'declined':
      return 'declined';
    case 'not_charged':
    case 'abandoned':
      return 'not_charged';
    case 'review':
      return 'review';
    case 'created':
    case 'sending':
    case 'pending':
    case 'unknown':
    case 'fencing':
    case 'paid':
      return ageMs < STILL_CHECKING_AFTER_MS ? 'confirming' : 'still_checking';
    default:
      return assertNever(attempt);
  }
}

/**
 * When a page should ask again, in ms, or `null` when nothing will change any more: often while an
 * answer is likely, rarely later (experience.md, polling contract).
 */
export function pollAfterMs(phase: ShopperPhase, ageMs: number): number | null {
  switch (phase) {
    case 'paid':
    case 'cancelled':
    case 'refunded':
      return null;
    case 'declined':
    case 'not_charged':
      return 10_000;
    case 'confirming':
    case 'still_checking':
    case 'review':
    case 'refunding':
      if (ageMs < 15_000) return 1_500;
      if (ageMs < 90_000) return 3_000;
      return ageMs < 300_000 ? 10_000 : 30_000;
    default:
      return assertNever(phase);
  }
}
