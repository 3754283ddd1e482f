import { assertNever } from '../kernel/assert-never.ts';
import type { BookId, OrderNumber } from '../kernel/ids.ts';
import {
  type CancelOffer,
  type CancelReason,
  FREE_SHIPPING_FROM_WON,
  MAX_ATTEMPTS,
  type OrderStatus,
  type PaymentStatus,
  RETRY_WINDOW_MS,
  type RefundReason,
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
  | { kind: 'price_changed'; total: number; prices: { bookId: BookId; unitPrice: number }[] };

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
  if (price.total !== expectedTotal) {
    const prices = lines.map(({ bookId, unitPrice }) => ({ bookId, unitPrice }));
    return { kind: 'price_changed', total: price.total, prices };
  }
  return { kind: 'place', lines, ...price };
}

/** An order that was placed a moment ago; `ageMs` on the database's clock. */
export type RecentOrder = { number: OrderNumber; ageMs: number; lines: readonly WantedLine[] };

/** The newest order of exactly these books and quantities, if there is one. `recent` has one line per book. */
export function findSameOrder(
  wanted: readonly WantedLine[],
  recent: readonly RecentOrder[],
): RecentOrder | undefined {
  const copies = new Map(wanted.map((line) => [line.bookId, line.quantity]));
  return recent
    .filter(({ lines }) => lines.length === copies.size)
    .filter(({ lines }) => lines.every((line) => copies.get(line.bookId) === line.quantity))
    .reduce<RecentOrder | undefined>(
      (newest, order) => (newest && newest.ageMs <= order.ageMs ? newest : order),
      undefined,
    );
}

export type Settlement =
  | { kind: 'confirm' }
  /** The cancel lost the race: the money is real, so the order is real, and the money goes back at once. */
  | { kind: 'confirm_and_refund' }
  /** Money for an order that does not want it (any more): it goes back, the order stays as it is. */
  | { kind: 'refund_charge' }
  | { kind: 'cancel'; reason: CancelReason }
  | { kind: 'open_retry_window'; windowMs: number }
  | { kind: 'tell_of_review' }
  | { kind: 'none' };

/** What an attempt's new status means for its order. */
export function decideSettlement(
  order: { status: OrderStatus; cancelRequestedAt: Date | null },
  attemptNumber: number,
  attemptMovedTo: PaymentStatus | null,
): Settlement {
  switch (attemptMovedTo) {
    case 'paid':
      if (order.status !== 'placed') return { kind: 'refund_charge' };
      return { kind: order.cancelRequestedAt === null ? 'confirm' : 'confirm_and_refund' };
    case 'declined':
    case 'not_charged':
    case 'abandoned':
      if (order.status !== 'placed') return { kind: 'none' };
      if (order.cancelRequestedAt !== null) return { kind: 'cancel', reason: 'shopper' };
      if (attemptNumber < MAX_ATTEMPTS) return { kind: 'open_retry_window', windowMs: RETRY_WINDOW_MS };
      return { kind: 'cancel', reason: cancelReasonAfter(attemptMovedTo) };
    case 'review':
      return { kind: 'tell_of_review' };
    case 'created':
    case 'sending':
    case 'pending':
    case 'unknown':
    case 'fencing':
    case null:
      return { kind: 'none' };
    default:
      return assertNever(attemptMovedTo);
  }
}

/**
 * What money that is back means for its order: its end, when it was the money that the order stands for; nothing,
 * when it came too late for an order that had ended; nothing either, when the order was charged more than once.
 */
export function decideRefundEffect(
  order: OrderStatus,
  reason: RefundReason,
): 'ends_order' | 'returns_late_money' | 'returns_surplus' {
  const ownMoney = reason === 'cancel_requested' || reason === 'shopper' || reason === 'admin';
  if (ownMoney && order === 'refunding') return 'ends_order';
  return reason === 'late_success' && order === 'cancelled' ? 'returns_late_money' : 'returns_surplus';
}

/** What a wish to cancel does, by how the order and its newest attempt stand. */
export function decideCancel(
  order: { status: OrderStatus; cancelRequestedAt: Date | null },
  attempt: PaymentStatus,
): CancelOffer {
  if (order.status === 'confirmed') return 'refund';
  if (order.status !== 'placed') return 'nothing';
  if (attempt === 'declined' || attempt === 'not_charged' || attempt === 'abandoned') return 'cancel_now';
  return order.cancelRequestedAt === null ? 'request' : 'nothing';
}

/** Why an order ends when its last attempt was refused and nobody tried again. */
export function cancelReasonAfter(attempt: PaymentStatus): CancelReason {
  return attempt === 'declined' ? 'declined' : 'expired';
}

/** After this, in ms, a page says "still checking, you can safely close this page" (10 s: attention's limit). */
const STILL_CHECKING_AFTER_MS = 10_000;
/** After this, in ms, it says "this one is taking a while": checks are minutes apart by then (experience.md, 2.2). */
const TAKING_LONG_AFTER_MS = 120_000;

/** What the page says of an order. `since` is when its newest attempt began. */
export function shopperPhase(
  order: OrderStatus,
  attempt: PaymentStatus,
  refund: 'none' | 'under_way' | 'done',
  since: Date,
  now: Date,
): ShopperPhase {
  switch (order) {
    case 'confirmed':
      return 'paid';
    case 'cancelled':
      // Money that came too late is on its way back: "you were not charged" would not be true.
      if (refund === 'none') return 'cancelled';
      return refund === 'done' ? 'refunded' : 'refunding';
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
      if (ageMs < STILL_CHECKING_AFTER_MS) return 'confirming';
      return ageMs < TAKING_LONG_AFTER_MS ? 'still_checking' : 'taking_long';
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
    case 'taking_long':
    case 'review':
    case 'refunding':
      if (ageMs < 15_000) return 1_500;
      if (ageMs < 90_000) return 3_000;
      return ageMs < 300_000 ? 10_000 : 30_000;
    default:
      return assertNever(phase);
  }
}
