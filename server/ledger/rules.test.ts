import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { attemptIdSchema, orderIdSchema, refundIdSchema } from '../kernel/ids.ts';
import {
  compareLine,
  isKeyOfOurs,
  judgeUnmatched,
  LATE_LINE_GRACE_MS,
  type Line,
  type OurAttempt,
  type OurMovement,
  type OurRefund,
  type Ours,
  type Seen,
} from './rules.ts';

const orderId = orderIdSchema.parse(randomUUID());
const attemptId = attemptIdSchema.parse(randomUUID());
const refundId = refundIdSchema.parse(randomUUID());
const key = `pay:${orderId}:1`;
const refundKey = `refund:${attemptId}`;

const charge: Line = {
  id: 'line_1',
  type: 'charge',
  paymentId: 'pay_1',
  key,
  merchantOrderId: orderId,
  amount: 20_000,
  currency: 'KRW',
  postedAt: new Date('2026-11-22T00:00:00Z'),
};
const refund: Line = { ...charge, type: 'refund', key: refundKey };
const reversal: Line = { ...charge, type: 'reversal' };

const paid: OurAttempt = { id: attemptId, orderId, amount: 20_000, status: 'paid', paymentId: 'pay_1' };
const unpaid = (status: string): OurAttempt => ({ ...paid, status, paymentId: null });
const refunded: OurRefund = {
  id: refundId,
  orderId,
  attemptId,
  amount: 20_000,
  status: 'succeeded',
  paymentId: 'pay_1',
};

function ours(changes: Partial<Omit<Ours, 'seen'>> & { seen?: Partial<Seen> } = {}): Ours {
  const { seen, ...rest } = changes;
  return {
    attempt: null,
    refund: null,
    orderId: null,
    ...rest,
    seen: { earlier: false, charged: true, reversed: false, refunded: 0, ownCharge: true, ...seen },
  };
}

function summary(line: Line, side: Ours): string {
  const verdict = compareLine(line, side);
  switch (verdict.kind) {
    case 'match':
      return `match: ${verdict.because}`;
    case 'news':
      return 'news';
    case 'case':
      return `case: ${verdict.case.kind}${verdict.surplus ? ', give back' : ''}`;
  }
}

describe('a line against our books', () => {
  const second = { ...charge, paymentId: 'pay_2' };
  test.each<[string, Line, Ours, string]>([
    ['a charge that both have', charge, ours({ attempt: paid }), 'match: in_both_books'],
    ['another amount', { ...charge, amount: 19_999 }, ours({ attempt: paid }), 'case: amount'],
    ['another currency', { ...charge, currency: 'USD' }, ours({ attempt: paid }), 'case: amount'],
    [
      'a wrong amount, not paid here',
      { ...charge, amount: 1 },
      ours({ attempt: unpaid('review') }),
      'case: amount',
    ],
    ['a key that looks like ours', charge, ours(), 'case: missing_here'],
    ['a key of somebody else', { ...charge, key: 'ghost' }, ours(), 'case: orphan'],
    [
      'a charge that was taken back',
      charge,
      ours({ attempt: unpaid('not_charged'), seen: { reversed: true } }),
      'match: reversal',
    ],
    ['a forgotten charge that was taken back', charge, ours({ seen: { reversed: true } }), 'match: reversal'],
    ['a second payment of one key', second, ours({ attempt: paid }), 'case: double, give back'],
    [
      'a second payment, the first not shown yet',
      second,
      ours({ attempt: paid, seen: { ownCharge: false } }),
      'case: double',
    ],
    [
      'a second payment above what was asked for',
      { ...second, amount: 20_001 },
      ours({ attempt: paid }),
      'case: double',
    ],
    [
      'a second payment in other money',
      { ...second, currency: 'USD' },
      ours({ attempt: paid }),
      'case: double',
    ],
    [
      'a second payment, half given back',
      second,
      ours({ attempt: paid, seen: { refunded: 10_000 } }),
      'case: double, give back',
    ],
    [
      'a second payment that went back',
      second,
      ours({ attempt: paid, seen: { refunded: 20_000 } }),
      'match: refund',
    ],
    [
      'the same payment posted twice',
      charge,
      ours({ attempt: paid, seen: { earlier: true } }),
      'case: double',
    ],
    [
      'a charge of a key that was never sent',
      charge,
      ours({ attempt: unpaid('created') }),
      'case: missing_here',
    ],
    [
      'money that is gone again',
      charge,
      ours({ attempt: unpaid('unknown'), seen: { refunded: 20_000 } }),
      'case: missing_here',
    ],
    ['a refund that both have', refund, ours({ refund: refunded }), 'match: in_both_books'],
    [
      'a refund under way',
      refund,
      ours({ refund: { ...refunded, status: 'unknown' } }),
      'match: in_both_books',
    ],
    ['a refund of another amount', { ...refund, amount: 1 }, ours({ refund: refunded }), 'case: amount'],
    [
      'a refund of another payment',
      { ...refund, paymentId: 'pay_9' },
      ours({ refund: refunded }),
      'case: missing_here',
    ],
    ['a refund posted twice', refund, ours({ refund: refunded, seen: { earlier: true } }), 'case: double'],
    ['a refund that we forgot', refund, ours(), 'case: missing_here'],
    ['a refund of somebody else', { ...refund, key: 'ghost' }, ours(), 'case: orphan'],
    ['a charge that we count is taken back', reversal, ours({ attempt: paid }), 'case: missing_there'],
    [
      'a surplus that is taken back',
      { ...reversal, paymentId: 'pay_2' },
      ours({ attempt: paid }),
      'match: reversal',
    ],
    ['a charge of nobody is taken back', { ...reversal, key: 'ghost' }, ours(), 'match: reversal'],
    [
      'a reversal of nothing',
      { ...reversal, key: 'ghost' },
      ours({ seen: { charged: false } }),
      'case: orphan',
    ],
  ])('%s', (_name, line, side, expected) => {
    expect(summary(line, side)).toBe(expected);
  });

  test.each(['sending', 'pending', 'unknown', 'fencing', 'review', 'declined', 'not_charged', 'abandoned'])(
    'a charge of an attempt that is %s is news of it',
    (status) => {
      expect(summary(charge, ours({ attempt: unpaid(status) }))).toBe('news');
    },
  );

  test('a case names both sides and the order it is about', () => {
    const verdict = compareLine({ ...charge, amount: 1 }, ours({ attempt: paid }));
    expect(verdict).toMatchObject({
      case: {
        kind: 'amount',
        subject: 'line:line_1',
        orderId,
        attemptId,
        details: { key, payment: 'pay_1', amount: 1, ourAmount: 20_000, ourStatus: 'paid' },
      },
    });
    expect(compareLine({ ...charge, key: 'ghost' }, ours({ orderId }))).toMatchObject({
      case: { kind: 'orphan', orderId, attemptId: null },
    });
  });

  test.each([
    [key, true],
    [refundKey, true],
    ['refund:surplus:pay_2', true],
    [`pay:${orderId}:`, false],
    [`pay:${orderId}:1 `, false],
    ['pay:1:1', false],
    ['refund:surplus:', false],
    ['', false],
  ])('"%s" looks like a key of ours: %s', (candidate, expected) => {
    expect(isKeyOfOurs(candidate)).toBe(expected);
  });
});

describe('our money against a ledger that was read to its end', () => {
  const movedAt = new Date('2026-11-22T00:00:00Z');
  const later = (ms: number) => new Date(movedAt.getTime() + ms);
  const movement: OurMovement = {
    type: 'charge',
    subject: `attempt:${attemptId}`,
    orderId,
    attemptId,
    key,
    paymentId: 'pay_1',
    amount: 20_000,
    movedAt,
    shown: false,
  };

  test('is missing there once its line is later than the provider’s latest', () => {
    expect(judgeUnmatched(movement, later(LATE_LINE_GRACE_MS - 1), 1)).toBeNull();
    expect(judgeUnmatched(movement, later(LATE_LINE_GRACE_MS), 1)).toMatchObject({
      kind: 'missing_there',
      subject: `attempt:${attemptId}`,
      orderId,
      details: { key, payment: 'pay_1', amount: 20_000 },
    });
  });

  test('may be missing for more than the hour by which lines are late', () => {
    expect(LATE_LINE_GRACE_MS).toBeGreaterThan(3_600_000);
  });

  test('is fine when its line is there', () => {
    expect(judgeUnmatched({ ...movement, shown: true }, later(LATE_LINE_GRACE_MS), 1)).toBeNull();
  });

  test('waits a scaled time on a fast clock', () => {
    expect(judgeUnmatched(movement, later(LATE_LINE_GRACE_MS / 100), 100)).not.toBeNull();
  });
});
