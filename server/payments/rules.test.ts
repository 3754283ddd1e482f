import { describe, expect, test } from 'vitest';
import { ATTEMPT_STATUSES, ATTEMPT_TRANSITIONS, type AttemptStatus, isSettled } from './contract.ts';
import {
  type AttemptFacts,
  decideAct,
  decideTransition,
  FENCE_AFTER_MS,
  type Finding,
  HOUR_MS,
  MAX_SENDS,
  nextCheckDelayMs,
  REVIEW_AFTER_MS,
  resendDelayMs,
} from './rules.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);

function facts(changes: Partial<AttemptFacts>): AttemptFacts {
  return {
    status: 'unknown',
    amount: 20_000,
    sends: 1,
    harmlessSends: 0,
    checks: 0,
    fences: 0,
    sentAt: ago(5_000),
    leaseUntil: ago(-10_000),
    nextCheckAt: ago(0),
    createdAt: ago(60_000),
    ...changes,
  };
}

const FINDINGS = {
  paid: { kind: 'paid', paymentId: 'pay_1', amount: 20_000, currency: 'KRW' },
  other_amount: { kind: 'paid', paymentId: 'pay_1', amount: 19_999, currency: 'KRW' },
  other_currency: { kind: 'paid', paymentId: 'pay_1', amount: 20_000, currency: 'USD' },
  declined: { kind: 'declined', code: 'insufficient_funds' },
  voided: { kind: 'voided' },
  not_processed: { kind: 'not_processed' },
  pending: { kind: 'pending' },
  unknown: { kind: 'unknown' },
  sender_lost: { kind: 'sender_lost' },
  fence_raised: { kind: 'fence_raised' },
  given_to_review: { kind: 'given_to_review' },
  abandoned: { kind: 'abandoned' },
  refunded: { kind: 'refunded', paymentId: 'pay_1', amount: 20_000, currency: 'KRW' },
  not_sent: { kind: 'not_sent' },
} as const satisfies Record<string, Finding>;
type FindingName = keyof typeof FINDINGS;

/** Every status × every piece of news; what is not listed stays where it is. */
const EXPECTED: Record<AttemptStatus, Partial<Record<FindingName, AttemptStatus>>> = {
  created: { abandoned: 'abandoned' },
  sending: {
    refunded: 'unknown',
    paid: 'paid',
    other_amount: 'unknown',
    other_currency: 'unknown',
    declined: 'declined',
    voided: 'not_charged',
    pending: 'pending',
    unknown: 'unknown',
    sender_lost: 'unknown',
  },
  pending: {
    paid: 'paid',
    other_amount: 'review',
    other_currency: 'review',
    declined: 'declined',
    voided: 'not_charged',
    fence_raised: 'fencing',
    given_to_review: 'review',
    refunded: 'review',
  },
  unknown: {
    paid: 'paid',
    other_amount: 'review',
    other_currency: 'review',
    declined: 'declined',
    voided: 'not_charged',
    fence_raised: 'fencing',
    given_to_review: 'review',
    refunded: 'review',
  },
  fencing: {
    paid: 'paid',
    other_amount: 'review',
    other_currency: 'review',
    declined: 'not_charged',
    voided: 'not_charged',
    given_to_review: 'review',
    refunded: 'review',
  },
  review: { paid: 'paid', declined: 'declined', voided: 'not_charged' },
  paid: {},
  declined: { paid: 'paid' },
  not_charged: { paid: 'paid' },
  abandoned: { paid: 'paid' },
};

describe('news about an attempt', () => {
  const names = Object.keys(FINDINGS).filter((name): name is FindingName => name in FINDINGS);
  const cells = ATTEMPT_STATUSES.flatMap((status) =>
    names.map((news) => ({ status, news, to: EXPECTED[status][news] ?? null })),
  );

  test.each(cells)('$status hears $news → $to', ({ status, news, to }) => {
    expect(decideTransition(facts({ status }), FINDINGS[news], true)).toBe(to);
  });

  test('never takes a step that the table of legal transitions does not hold', () => {
    for (const { status, news } of cells) {
      const next = decideTransition(facts({ status }), FINDINGS[news], true);
      const legal: readonly AttemptStatus[] = ATTEMPT_TRANSITIONS[status];
      if (next !== null) expect(legal).toContain(next);
    }
  });

  test('never turns "don’t know" into "no"', () => {
    for (const status of ATTEMPT_STATUSES) {
      for (const news of ['unknown', 'sender_lost', 'pending', 'fence_raised', 'given_to_review'] as const) {
        const next = decideTransition(facts({ status }), FINDINGS[news], true);
        expect([null, 'unknown', 'pending', 'fencing', 'review']).toContain(next);
      }
    }
  });

  test('"nothing happened" proves a no only when the last sending is used up', () => {
    const early = facts({ status: 'sending', sends: MAX_SENDS - 1 });
    const last = facts({ status: 'sending', sends: MAX_SENDS });
    expect(decideTransition(early, FINDINGS.not_processed, true)).toBeNull();
    expect(decideTransition(last, FINDINGS.not_processed, true)).toBe('not_charged');
  });
});

describe('while a key is on its way', () => {
  test('a question that learns nothing certain does not end the sending', () => {
    for (const news of ['unknown', 'pending', 'other_amount', 'refunded'] as const) {
      expect(decideTransition(facts({ status: 'sending' }), FINDINGS[news], false)).toBeNull();
    }
  });

  test('proof is welcome from anybody', () => {
    for (const [news, status] of [
      ['paid', 'paid'],
      ['declined', 'declined'],
      ['voided', 'not_charged'],
    ] as const) {
      expect(decideTransition(facts({ status: 'sending' }), FINDINGS[news], false)).toBe(status);
    }
  });
});

describe('what is due', () => {
  test('a new attempt is charged', () => {
    expect(decideAct(facts({ status: 'created', sends: 0 }), false, NOW, 1)).toBe('charge');
  });

  test('an attempt that is being sent is left alone until its lease ends, then its sender counts as lost', () => {
    expect(decideAct(facts({ status: 'sending', leaseUntil: ago(-1) }), false, NOW, 1)).toBe('wait');
    expect(decideAct(facts({ status: 'sending', leaseUntil: NOW }), false, NOW, 1)).toBe(
      'declare_sender_lost',
    );
  });

  test('a key that certainly did nothing is sent again, at most up to the limit', () => {
    expect(decideAct(facts({ status: 'sending', sends: 2, harmlessSends: 2 }), false, NOW, 1)).toBe('charge');
    const used = facts({ status: 'sending', sends: MAX_SENDS, harmlessSends: MAX_SENDS, leaseUntil: ago(1) });
    expect(decideAct(used, false, NOW, 1)).toBe('declare_sender_lost');
  });

  test.each(['pending', 'unknown'] as const)('%s is asked about until 90 s, then fenced', (status) => {
    expect(decideAct(facts({ status, nextCheckAt: ago(-1) }), false, NOW, 1)).toBe('wait');
    expect(decideAct(facts({ status, sentAt: ago(FENCE_AFTER_MS - 1) }), false, NOW, 1)).toBe('check');
    expect(decideAct(facts({ status, sentAt: ago(FENCE_AFTER_MS) }), false, NOW, 1)).toBe('fence');
  });

  test('a fence that is not answered is raised again, and given to a person after a day', () => {
    expect(decideAct(facts({ status: 'fencing', sentAt: ago(REVIEW_AFTER_MS - 1) }), false, NOW, 1)).toBe(
      'fence',
    );
    expect(decideAct(facts({ status: 'fencing', sentAt: ago(REVIEW_AFTER_MS) }), false, NOW, 1)).toBe(
      'give_to_review',
    );
  });

  test('polling goes on during a review', () => {
    expect(decideAct(facts({ status: 'review' }), false, NOW, 1)).toBe('check');
    expect(nextCheckDelayMs(facts({ status: 'review' }), NOW, 1)).toBe(HOUR_MS);
  });

  test.each(ATTEMPT_STATUSES.filter(isSettled))('nothing is due once %s', (status) => {
    expect(decideAct(facts({ status }), false, NOW, 1)).toBe('none');
    expect(nextCheckDelayMs(facts({ status }), NOW, 1)).toBeNull();
  });

  test.each(ATTEMPT_STATUSES.filter((status) => !isSettled(status)))(
    '%s always has a next look',
    (status) => {
      expect(nextCheckDelayMs(facts({ status }), NOW, 1)).toBeGreaterThan(0);
    },
  );
});

describe('the check plan', () => {
  test('asks after 2, 4, 8, 16 and 30 s, then waits for the fence at 90 s', () => {
    let sinceSent = 5_000;
    const waits: (number | null)[] = [];
    for (let checks = 0; checks <= 5; checks++) {
      const wait = nextCheckDelayMs(facts({ checks, sentAt: ago(sinceSent) }), NOW, 1);
      waits.push(wait);
      sinceSent += wait ?? 0;
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 25_000]);
    expect(sinceSent).toBe(FENCE_AFTER_MS);
  });

  test('never plans a check beyond the fence', () => {
    expect(nextCheckDelayMs(facts({ checks: 0, sentAt: ago(89_500) }), NOW, 1)).toBe(500);
  });

  test('raises an unanswered fence after 1, 2, 5 and 15 min, then hourly', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((fences) =>
      nextCheckDelayMs(facts({ status: 'fencing', fences }), NOW, 1),
    );
    expect(waits).toEqual([60_000, 120_000, 300_000, 900_000, HOUR_MS, HOUR_MS]);
  });

  test('shrinks with the scale that tests use', () => {
    expect(nextCheckDelayMs(facts({ checks: 0, sentAt: NOW }), NOW, 20)).toBe(100);
    expect(decideAct(facts({ sentAt: ago(FENCE_AFTER_MS / 20) }), false, NOW, 20)).toBe('fence');
  });

  test('waits longer before each re-send, spread at random', () => {
    expect([1, 2, 3, 4].map((sends) => resendDelayMs(sends, 0, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(resendDelayMs(1, 0.999, 1)).toBeGreaterThan(1_400);
  });
});
