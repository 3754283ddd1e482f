import { describe, expect, test } from 'vitest';
import {
  type OrderProgress,
  orderProgressSchema,
  SHOPPER_PHASES,
  type ShopperPhase,
} from '#server/orders/contract.ts';
import { secondsUntilCheck, viewProgress } from './progress-view.ts';

const now = new Date('2026-11-22T10:05:00.000Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();

function progress(phase: ShopperPhase, more: Partial<OrderProgress> = {}): OrderProgress {
  return {
    ...orderProgressSchema.parse({
      number: '20261122-7F3K9Q',
      phase,
      version: 1,
      attempt: 1,
      attemptsLeft: 2,
      lastCheckedAt: null,
      nextCheckAt: null,
      retryUntil: null,
      reviewDueAt: null,
      cancelOffer: 'nothing',
      cancelRequested: false,
      refund: null,
      deliverOn: null,
      pollAfterMs: 1500,
    }),
    ...more,
  };
}

describe('paying again', () => {
  test.each(['declined', 'not_charged'] as const)(
    'is offered after %s, until the books are given up',
    (phase) => {
      const view = viewProgress(progress(phase, { retryUntil: at(60) }), now);
      expect(view).toMatchObject({ canRetry: true, canOrderAgain: false, time: at(60) });
    },
  );

  test.each([
    ['the time is over', { retryUntil: at(-1) }],
    ['there is no time', { retryUntil: null }],
    ['no attempt is left', { retryUntil: at(60), attemptsLeft: 0 }],
  ])('is not offered when %s', (_, more) => {
    const view = viewProgress(progress('declined', more), now);
    expect(view).toMatchObject({ canRetry: false, text: 'declinedForGood', time: null });
  });

  test.each(SHOPPER_PHASES.filter((phase) => phase !== 'declined' && phase !== 'not_charged'))(
    'is never offered while %s',
    (phase) => {
      expect(viewProgress(progress(phase, { retryUntil: at(60) }), now).canRetry).toBe(false);
    },
  );
});

describe('the text', () => {
  test('counts down to the next check at first, and names its clock time once it takes long', () => {
    const quick = progress('still_checking', { nextCheckAt: at(20) });
    expect(viewProgress(quick, now)).toMatchObject({ text: 'stillChecking', time: null, showsChecks: true });
    const slow = progress('taking_long', { nextCheckAt: at(120) });
    expect(viewProgress(slow, now)).toMatchObject({ text: 'takingLong', time: at(120), showsChecks: false });
  });

  test.each([at(-1), null])('never names a time of the next check that is over (%s)', (nextCheckAt) => {
    expect(viewProgress(progress('taking_long', { nextCheckAt }), now)).toMatchObject({
      text: 'takingLongCheckDue',
      time: null,
    });
  });

  test('names the deadline of a review when there is one', () => {
    expect(viewProgress(progress('review', { reviewDueAt: at(3600) }), now)).toMatchObject({
      text: 'review',
    });
    expect(viewProgress(progress('review'), now)).toMatchObject({
      text: 'reviewWithoutDeadline',
      time: null,
    });
  });

  test('speaks of "not charged" only in phases that prove it', () => {
    const proven = SHOPPER_PHASES.filter((phase) => {
      const { text } = viewProgress(progress(phase, { retryUntil: at(60) }), now);
      return text.startsWith('declined') || text.startsWith('notCharged') || text === 'cancelled';
    });
    expect(proven).toEqual(['declined', 'not_charged', 'cancelled']);
  });
});

describe('cancelling', () => {
  test.each(['cancel_now', 'request', 'refund'] as const)(
    'is offered as what it would do: %s',
    (cancelOffer) => {
      expect(viewProgress(progress('still_checking', { cancelOffer }), now).cancel).toBe(cancelOffer);
    },
  );

  test('is not offered in the first seconds, and the page says so', () => {
    expect(viewProgress(progress('confirming', { cancelOffer: 'request' }), now).cancel).toBe('not_yet');
  });

  test('is not offered when it would do nothing', () => {
    expect(viewProgress(progress('still_checking'), now).cancel).toBeNull();
  });

  test.each(['confirming', 'still_checking', 'taking_long'] as const)(
    'asked for while %s: the page says so',
    (phase) => {
      expect(viewProgress(progress(phase, { cancelRequested: true }), now).text).toBe('cancelRequested');
    },
  );
});

test('a wish to cancel is shown during a review too, with the time by which a person has decided', () => {
  const review = progress('review', { cancelRequested: true, reviewDueAt: at(3600) });
  expect(viewProgress(review, now)).toMatchObject({ text: 'cancelRequestedInReview', time: at(3600) });
});

describe('money that came too late', () => {
  const refund = { amount: 20_000, tooLate: true, requestedAt: at(-60), succeededAt: null };

  test('is on its way back, and nobody is told that nothing was charged', () => {
    expect(viewProgress(progress('refunding', { refund }), now)).toMatchObject({
      text: 'refundingLate',
      time: at(-60),
    });
    const back = { ...refund, succeededAt: at(-1) };
    expect(viewProgress(progress('refunded', { refund: back }), now)).toMatchObject({
      text: 'refundedLate',
      time: at(-1),
    });
  });
});

describe('what follows from a state', () => {
  const viewOf = (phase: ShopperPhase) => viewProgress(progress(phase, { retryUntil: at(60) }), now);
  const phasesWhere = (holds: (view: ReturnType<typeof viewOf>) => boolean) =>
    SHOPPER_PHASES.filter((phase) => holds(viewOf(phase)));

  test.each(SHOPPER_PHASES)('%s: three different lines tell what happens next', (phase) => {
    expect(new Set(viewOf(phase).next).size).toBe(3);
  });

  test('the tab shows a tick for paid only, a mark for what has to be read, dots for what is under way', () => {
    expect(phasesWhere(({ sign }) => sign === '✓')).toEqual(['paid']);
    expect(phasesWhere(({ sign }) => sign === '!')).toEqual(['declined', 'not_charged', 'review']);
    expect(phasesWhere(({ sign }) => sign === '…')).toEqual([
      'confirming',
      'still_checking',
      'taking_long',
      'refunding',
    ]);
  });

  test('points are earned by the payment, and gone when the order is', () => {
    expect(phasesWhere(({ points }) => points === 'earned')).toEqual(['paid']);
    expect(phasesWhere(({ points }) => points === null)).toEqual(['cancelled', 'refunding', 'refunded']);
    const cancelling = progress('still_checking', { cancelRequested: true });
    expect(viewProgress(cancelling, now).points).toBeNull();
  });

  test('the same books are offered again once the order has ended without money', () => {
    expect(phasesWhere(({ canOrderAgain }) => canOrderAgain)).toEqual(['cancelled']);
  });

  test('there is a receipt once money has come in, also when it went back', () => {
    expect(phasesWhere(({ hasReceipt }) => hasReceipt)).toEqual(['paid', 'refunding', 'refunded']);
  });

  test('nobody is asked to leave the page open, or told to pay, while the answer is open', () => {
    for (const phase of ['confirming', 'still_checking', 'taking_long'] as const) {
      expect(viewOf(phase).next).toEqual(['keepAsking', 'mailResult', 'booksHeld']);
    }
  });
});

describe('the payment step', () => {
  test('is done only when the money is known to have arrived', () => {
    const done = SHOPPER_PHASES.filter((phase) => viewProgress(progress(phase), now).steps[1] === 'done');
    expect(done).toEqual(['paid', 'refunding', 'refunded']);
  });
});

describe('the countdown to the next check', () => {
  test('counts whole seconds and never below zero', () => {
    expect(
      secondsUntilCheck(progress('still_checking', { lastCheckedAt: at(-2), nextCheckAt: at(7.2) }), now),
    ).toBe(8);
    expect(
      secondsUntilCheck(progress('still_checking', { lastCheckedAt: at(-9), nextCheckAt: at(-3) }), now),
    ).toBe(0);
    expect(secondsUntilCheck(progress('still_checking'), now)).toBeNull();
  });

  test('is not stretched by a browser whose clock is wrong', () => {
    const planned = progress('still_checking', { lastCheckedAt: at(500), nextCheckAt: at(508) });
    expect(secondsUntilCheck(planned, now)).toBe(8);
  });
});
