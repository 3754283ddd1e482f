import { describe, expect, test } from 'vitest';
import { bookIdSchema, orderNumberSchema } from '../kernel/ids.ts';
import { ATTEMPT_STATUSES, isNegative } from '../payments/contract.ts';
import { orderFor } from '../testing/order-request.ts';
import { MAX_ATTEMPTS, ORDER_STATUSES, RETRY_WINDOW_MS, SHOPPER_PHASES } from './contract.ts';
import { makeOrderNumber } from './order-number.ts';
import { hashRequest } from './request-hash.ts';
import {
  decidePlacement,
  decideRefundEffect,
  decideSettlement,
  findSameOrder,
  mergeLines,
  pollAfterMs,
  priceOrder,
  shopperPhase,
} from './rules.ts';

const A = bookIdSchema.parse('00000000-0000-4000-8000-00000000000a');
const B = bookIdSchema.parse('00000000-0000-4000-8000-00000000000b');

describe('price', () => {
  test.each([
    [[], 0, 0],
    [[{ unitPrice: 14_999, quantity: 1 }], 14_999, 3_000],
    [[{ unitPrice: 15_000, quantity: 1 }], 15_000, 0],
    [[{ unitPrice: 5_000, quantity: 3 }], 15_000, 0],
  ])('%j: items %i won, delivery %i won', (lines, itemsTotal, shipping) => {
    expect(priceOrder(lines)).toEqual({ itemsTotal, shipping, total: itemsTotal + shipping });
  });
});

describe('placement', () => {
  const books = [
    { id: A, salePrice: 10_000, available: 2 },
    { id: B, salePrice: 5_000, available: 0 },
  ];
  const two = [{ bookId: A, quantity: 2 }];

  test('takes prices from the books, never from the request', () => {
    expect(decidePlacement(two, 20_000, books)).toMatchObject({ kind: 'place', total: 20_000 });
  });
  test('names every book that is short, with what is left', () => {
    const lines = [...two, { bookId: B, quantity: 1 }];
    expect(decidePlacement(lines, 25_000, books)).toEqual({
      kind: 'sold_out',
      books: [{ bookId: B, available: 0 }],
    });
  });
  test('another total is refused with the true one', () => {
    expect(decidePlacement(two, 19_999, books)).toEqual({
      kind: 'price_changed',
      total: 20_000,
      prices: [{ bookId: A, unitPrice: 10_000 }],
    });
  });
  test('an unknown book is named before anything else', () => {
    expect(decidePlacement(two, 1, [])).toEqual({ kind: 'unknown_book', bookIds: [A] });
  });
  test('the same book on two lines becomes one line', () => {
    expect(mergeLines([...two, { bookId: B, quantity: 1 }, ...two])).toEqual([
      { bookId: A, quantity: 4 },
      { bookId: B, quantity: 1 },
    ]);
  });
});

describe('the same books again', () => {
  const wanted = [
    { bookId: A, quantity: 2 },
    { bookId: B, quantity: 1 },
  ];
  const number = orderNumberSchema.parse('20261122-7F3K9Q');
  const order = (ageMs: number, lines = wanted) => ({ number, ageMs, lines });

  test('are the same books in the same quantities, in any order of lines', () => {
    expect(findSameOrder(wanted, [order(1, wanted.toReversed())])).toEqual(order(1, wanted.toReversed()));
  });
  test.each([
    ['fewer books', wanted.slice(1)],
    ['other quantities', wanted.map(({ bookId }) => ({ bookId, quantity: 1 }))],
    ['no books', []],
  ])('are not %s', (_name, lines) => {
    expect(findSameOrder(wanted, [order(1, lines)])).toBeUndefined();
    expect(findSameOrder(lines, [order(1)])).toBeUndefined();
  });
  test('are those of the newest order that has them', () => {
    const orders = [order(3), order(1), order(2), order(0, wanted.slice(1))];
    expect(findSameOrder(wanted, orders)?.ageMs).toBe(1);
  });
});

describe('what an attempt’s new status means for its order', () => {
  test.each(ATTEMPT_STATUSES)('%s', (status) => {
    const settlement = decideSettlement({ status: 'placed', cancelRequestedAt: null }, 1, status);
    if (status === 'paid') expect(settlement).toEqual({ kind: 'confirm' });
    else if (isNegative(status))
      expect(settlement).toEqual({ kind: 'open_retry_window', windowMs: RETRY_WINDOW_MS });
    else if (status === 'review') expect(settlement).toEqual({ kind: 'tell_of_review' });
    else expect(settlement).toEqual({ kind: 'none' });
  });

  test.each([
    ['declined', 'declined'],
    ['not_charged', 'expired'],
  ] as const)('the last attempt %s cancels the order: %s', (status, reason) => {
    expect(decideSettlement({ status: 'placed', cancelRequestedAt: null }, MAX_ATTEMPTS, status)).toEqual({
      kind: 'cancel',
      reason,
    });
  });

  test('an order that is over is not moved by negative news', () => {
    for (const order of ORDER_STATUSES.filter((status) => status !== 'placed')) {
      expect(decideSettlement({ status: order, cancelRequestedAt: null }, 1, 'declined')).toEqual({
        kind: 'none',
      });
    }
  });
});

describe('what money that is back means', () => {
  test.each([
    ['refunding', 'shopper', 'ends_order'],
    ['refunding', 'cancel_requested', 'ends_order'],
    ['refunding', 'admin', 'ends_order'],
    ['refunding', 'surplus', 'returns_surplus'],
    ['refunding', 'late_success', 'returns_surplus'],
    ['confirmed', 'late_success', 'returns_surplus'],
    ['cancelled', 'late_success', 'returns_late_money'],
    ['cancelled', 'surplus', 'returns_surplus'],
  ] as const)('order %s, refund for %s: %s', (order, reason, effect) => {
    expect(decideRefundEffect(order, reason)).toBe(effect);
  });
});

describe('what the page says', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  const since = (ms: number) => new Date(now.getTime() - ms);

  test('"confirming" for ten seconds, "still checking, safe to close" for two minutes, then "taking a while"', () => {
    expect(shopperPhase('placed', 'unknown', 'none', since(9_999), now)).toBe('confirming');
    expect(shopperPhase('placed', 'unknown', 'none', since(10_000), now)).toBe('still_checking');
    expect(shopperPhase('placed', 'unknown', 'none', since(119_999), now)).toBe('still_checking');
    expect(shopperPhase('placed', 'unknown', 'none', since(120_000), now)).toBe('taking_long');
  });

  test('never "declined" or "not charged" before proof', () => {
    for (const status of ATTEMPT_STATUSES.filter((candidate) => !isNegative(candidate))) {
      for (const age of [0, 60_000, 86_400_000]) {
        expect(['confirming', 'still_checking', 'taking_long', 'review']).toContain(
          shopperPhase('placed', status, 'none', since(age), now),
        );
      }
    }
  });

  test.each(SHOPPER_PHASES)('%s: polls while something may change, and stops when it is over', (phase) => {
    const intervals = [0, 20_000, 100_000, 400_000].map((age) => pollAfterMs(phase, age));
    const over = phase === 'paid' || phase === 'cancelled' || phase === 'refunded';
    expect(intervals.every((interval) => (interval === null) === over)).toBe(true);
  });
});

describe('order numbers', () => {
  test('carry the day in Seoul and six digits without I, L, O and U', () => {
    expect(makeOrderNumber(new Date('2026-11-21T15:00:00Z'), new Uint8Array([0, 10, 18, 20, 27, 31]))).toBe(
      '20261122-0AJMVZ',
    );
  });
});

describe('the hash of a request', () => {
  const request = orderFor([
    { bookId: A, quantity: 1 },
    { bookId: B, quantity: 2 },
  ]);
  test('does not depend on the key or on the order of lines', () => {
    const same = { ...request, clientKey: 'another-key-0000', lines: request.lines.toReversed() };
    expect(hashRequest(same)).toBe(hashRequest(request));
  });
  test('does not depend on having been asked about ordering again', () => {
    expect(hashRequest({ ...request, sameAgain: true })).toBe(hashRequest(request));
  });
  test.each([
    ['quantity', { lines: [{ bookId: A, quantity: 3 }] }],
    ['total', { expectedTotal: 1 }],
    ['address', { contact: { ...request.contact, address2: '4층' } }],
    ['delivery note', { contact: { ...request.contact, deliveryNote: '문 앞에' } }],
    ['token', { paymentToken: 'tok_paid' }],
    ['language', { locale: 'en' }],
  ] as const)('changes with the %s', (_name, change) => {
    expect(
      hashRequest({ ...request, ...change, lines: [...('lines' in change ? change.lines : request.lines)] }),
    ).not.toBe(hashRequest(request));
  });
});
