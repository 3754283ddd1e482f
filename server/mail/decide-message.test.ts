import { describe, expect, test } from 'vitest';
import { orderNumberSchema } from '../kernel/ids.ts';
import type { OrderStatus } from '../orders/contract.ts';
import { ATTEMPT_STATUSES, type AttemptStatus } from '../payments/contract.ts';
import { decideMessage, type MailFacts } from './decide-message.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const LATER = new Date('2026-11-22T10:10:00Z');
const number = orderNumberSchema.parse('20261122-7F3K9Q');

function facts(
  status: OrderStatus,
  attempts: AttemptStatus[],
  order: Partial<MailFacts['order']> = {},
  refunds: MailFacts['refunds'] = [],
): MailFacts {
  return {
    now: NOW,
    order: {
      number,
      status,
      placedAt: NOW,
      retryUntil: null,
      cancelReason: status === 'cancelled' ? 'shopper' : null,
      itemsTotal: 20_000,
      shipping: 0,
      total: 20_000,
      ...order,
    },
    lines: [{ titleKo: '책', titleEn: 'Book', quantity: 1, unitPrice: 20_000 }],
    attempts: attempts.map((attempt, index) => ({
      number: attempts.length - index,
      status: attempt,
      reviewDueAt: attempt === 'review' ? LATER : null,
    })),
    refunds,
  };
}

describe('"paid" is said while the order stands, not once its money goes back', () => {
  test.each(['placed', 'cancelled', 'refunding', 'refunded'] as const)('%s', (status) => {
    expect(decideMessage('confirmed', 1, facts(status, ['paid']))).toBeNull();
  });

  test('confirmed', () => {
    expect(decideMessage('confirmed', 1, facts('confirmed', ['paid']))).toMatchObject({ total: 20_000 });
  });
});

describe('"declined" says "not charged", so it needs proof', () => {
  const negative = ['declined', 'not_charged', 'abandoned'];
  test.each(ATTEMPT_STATUSES)('%s', (status) => {
    const message = decideMessage('declined', 1, facts('placed', [status], { retryUntil: LATER }));
    if (negative.includes(status)) {
      expect(message).toMatchObject({ wasRefused: status === 'declined', heldUntil: LATER });
    } else {
      expect(message).toBeNull();
    }
  });

  test('it is outdated once the shopper pays again', () => {
    expect(decideMessage('declined', 1, facts('placed', ['sending', 'declined']))).toBeNull();
    expect(decideMessage('declined', 1, facts('confirmed', ['paid', 'declined']))).toBeNull();
  });

  test('it offers no second try when the window is over', () => {
    const over = facts('placed', ['declined'], { retryUntil: NOW });
    expect(decideMessage('declined', 1, over)).toMatchObject({ heldUntil: null });
    const cancelled = facts('cancelled', ['declined'], { retryUntil: LATER });
    expect(decideMessage('declined', 1, cancelled)).toMatchObject({ heldUntil: null });
  });
});

describe('"review" is said while a person is needed', () => {
  test.each(ATTEMPT_STATUSES)('%s', (status) => {
    const message = decideMessage('review', 1, facts('placed', [status]));
    expect(message).toEqual(status === 'review' ? { kind: 'review', number, deadline: LATER } : null);
  });
});

describe('"cancelled" says "not charged", so it needs proof for every charge', () => {
  test('all are proven negative', () => {
    const both = facts('cancelled', ['not_charged', 'declined'], { cancelReason: 'declined' });
    expect(decideMessage('cancelled', 2, both)).toEqual({ kind: 'cancelled', number, wasAsked: false });
    expect(decideMessage('cancelled', 1, facts('cancelled', ['abandoned']))).toMatchObject({
      wasAsked: true,
    });
  });

  test('money that came late makes it outdated', () => {
    expect(decideMessage('cancelled', 2, facts('cancelled', ['declined', 'paid']))).toBeNull();
  });
});

describe('a refund', () => {
  const back = (reason: MailFacts['refunds'][number]['reason'], amount = 20_000) => ({
    reason,
    amount,
    at: NOW,
  });

  test('is announced with its amount and day, a late one as such', () => {
    const asked = facts('refunded', ['paid'], {}, [back('shopper')]);
    expect(decideMessage('refunded', 1, asked)).toMatchObject({ amount: 20_000, cameLate: false });
    const late = facts('cancelled', ['paid'], {}, [back('late_success')]);
    expect(decideMessage('refunded', 1, late)).toMatchObject({ cameLate: true });
  });

  test('of a surplus charge is not the news that the order was refunded', () => {
    const surplus = facts('confirmed', ['paid'], {}, [back('surplus', 5_000), back('surplus', 20_000)]);
    expect(decideMessage('refunded', 1, surplus)).toBeNull();
    expect(decideMessage('surplus_refunded', 1, surplus)).toMatchObject({ amount: 25_000 });
  });

  test('that has not happened is not announced', () => {
    expect(decideMessage('refunded', 1, facts('refunding', ['paid']))).toBeNull();
    expect(decideMessage('surplus_refunded', 1, facts('confirmed', ['paid']))).toBeNull();
  });
});
