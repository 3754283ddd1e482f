import { assertNever } from '#server/kernel/assert-never.ts';
import type { CancelOffer, OrderProgress } from '#server/orders/contract.ts';
import type { TabSign } from './tab-sign.ts';

/** What the order page says: a text of the catalogue's `order` section. */
export type ProgressText =
  | 'confirming'
  | 'stillChecking'
  | 'takingLong'
  | 'takingLongCheckDue'
  | 'paid'
  | 'declined'
  | 'declinedForGood'
  | 'notCharged'
  | 'notChargedForGood'
  | 'review'
  | 'reviewWithoutDeadline'
  | 'cancelled'
  | 'cancelRequested'
  | 'cancelRequestedInReview'
  | 'refunding'
  | 'refundingLate'
  | 'refunded'
  | 'refundedLate';

export type StepState = 'done' | 'current' | 'stopped' | 'todo';

/** One thing that happens next: a text of the catalogue's `order.next` section. */
export type NextLine =
  | 'keepAsking'
  | 'mailResult'
  | 'booksHeld'
  | 'stopAsked'
  | 'personCompares'
  | 'packing'
  | 'receiptHere'
  | 'cancelHere'
  | 'sameOrder'
  | 'endsItselfThen'
  | 'mailLink'
  | 'endsItselfSoon'
  | 'booksGoBack'
  | 'orderAgain'
  | 'orderAgainThen'
  | 'mailCancel'
  | 'booksAreBack'
  | 'wholeAmount'
  | 'mailRefund'
  | 'bankDays'
  | 'mailRefunded'
  | 'notSeen';

export type ProgressView = {
  text: ProgressText;
  tone: 'ok' | 'wait' | 'no' | 'info' | 'plain';
  /** The clock time that the text names, ISO in UTC. */
  time: string | null;
  /** Whether that time may be on another day, so that the text has to name the day. */
  isDistant: boolean;
  /** Whether the shopper may pay again: only after a proven "no", never while the answer is open. */
  canRetry: boolean;
  /** Whether the order is over and the same books can only be bought with a new one. */
  canOrderAgain: boolean;
  /** What pressing "cancel" would do, `not_yet` in the first seconds, or `null` where there is nothing to cancel. */
  cancel: Exclude<CancelOffer, 'nothing'> | 'not_yet' | null;
  /** Whether to say when we looked last and will look next. */
  showsChecks: boolean;
  /** Tells in the window's tab how it stands; `null` when the order needs nobody's eye any more. */
  sign: TabSign | null;
  /** Saving the order, its payment, its delivery. */
  steps: readonly [StepState, StepState, StepState];
  /** What happens next, in three lines. */
  next: readonly [NextLine, NextLine, NextLine];
  /** Points wait for the payment, and go with it. */
  points: 'to_come' | 'earned' | null;
  /** Whether money came in, so that there is something to give a receipt for. */
  hasReceipt: boolean;
};

type PhaseView = Omit<ProgressView, 'cancel'>;

/** The gap between two checks that a countdown may show when only the next one is known, in ms. */
const USUAL_GAP_MS = 60_000;

/** What an order's progress means for its page. `now` decides only which of the times it names are over. */
export function viewProgress(progress: OrderProgress, now: Date): ProgressView {
  return { ...viewPhase(progress, now), cancel: viewCancel(progress) };
}

function viewCancel({ cancelOffer, phase }: OrderProgress): ProgressView['cancel'] {
  if (cancelOffer === 'nothing') return null;
  // In the first seconds the answer is nearly there: a button would only invite a hasty press.
  return phase === 'confirming' ? 'not_yet' : cancelOffer;
}

function viewPhase(progress: OrderProgress, now: Date): PhaseView {
  const { phase, reviewDueAt, nextCheckAt, cancelRequested, refund } = progress;
  switch (phase) {
    case 'confirming':
      return cancelRequested ? cancelling : { ...checking, text: 'confirming', tone: 'info' };
    case 'still_checking':
      return cancelRequested ? cancelling : { ...checking, text: 'stillChecking', showsChecks: true };
    case 'taking_long':
      if (cancelRequested) return cancelling;
      return nextCheckAt !== null && new Date(nextCheckAt) > now
        ? { ...checking, text: 'takingLong', time: nextCheckAt }
        : { ...checking, text: 'takingLongCheckDue' };
    case 'review':
      return inReview(reviewDueAt, cancelRequested);
    case 'paid':
      return {
        ...quiet,
        text: 'paid',
        tone: 'ok',
        sign: '✓',
        steps: ['done', 'done', 'current'],
        next: ['packing', 'receiptHere', 'cancelHere'],
        points: 'earned',
        hasReceipt: true,
      };
    case 'declined':
      return refused(progress, now, 'declined', 'declinedForGood');
    case 'not_charged':
      return refused(progress, now, 'notCharged', 'notChargedForGood');
    case 'cancelled':
      return {
        ...quiet,
        text: 'cancelled',
        steps: ['done', 'stopped', 'todo'],
        next: ['mailCancel', 'booksAreBack', 'orderAgain'],
        canOrderAgain: true,
      };
    case 'refunding':
      return {
        ...moneyBack,
        text: refund?.tooLate ? 'refundingLate' : 'refunding',
        tone: 'info',
        time: refund?.requestedAt ?? null,
        sign: '…',
        next: ['wholeAmount', 'mailRefund', 'bankDays'],
      };
    case 'refunded':
      return {
        ...moneyBack,
        text: refund?.tooLate ? 'refundedLate' : 'refunded',
        time: refund?.succeededAt ?? null,
        next: ['mailRefunded', 'receiptHere', 'notSeen'],
      };
    default:
      return assertNever(phase);
  }
}

function inReview(dueAt: string | null, cancelRequested: boolean): PhaseView {
  const byHand = {
    time: dueAt,
    isDistant: true,
    next: ['personCompares', 'mailResult', 'booksHeld'],
  } as const;
  if (cancelRequested && dueAt !== null) {
    return { ...cancelling, ...byHand, text: 'cancelRequestedInReview', showsChecks: false };
  }
  return { ...checking, ...byHand, text: dueAt === null ? 'reviewWithoutDeadline' : 'review', sign: '!' };
}

function refused(progress: OrderProgress, now: Date, open: ProgressText, over: ProgressText): PhaseView {
  const { retryUntil, attemptsLeft } = progress;
  const canRetry = retryUntil !== null && new Date(retryUntil) > now && attemptsLeft > 0;
  return {
    ...quiet,
    text: canRetry ? open : over,
    tone: 'no',
    time: canRetry ? retryUntil : null,
    canRetry,
    sign: '!',
    steps: ['done', 'stopped', 'todo'],
    next: canRetry
      ? ['sameOrder', 'endsItselfThen', 'mailLink']
      : ['endsItselfSoon', 'booksGoBack', 'orderAgainThen'],
    points: canRetry ? 'to_come' : null,
  };
}

/** What most states leave out. */
const quiet = {
  tone: 'plain',
  time: null,
  isDistant: false,
  canRetry: false,
  canOrderAgain: false,
  showsChecks: false,
  sign: null,
  points: null,
  hasReceipt: false,
} as const satisfies Partial<PhaseView>;

/** The payment's end is not known: nothing to do but to wait, and the page need not stay open for it. */
const checking = {
  ...quiet,
  tone: 'wait',
  sign: '…',
  steps: ['done', 'current', 'todo'],
  next: ['keepAsking', 'mailResult', 'booksHeld'],
  points: 'to_come',
} as const satisfies Partial<PhaseView>;

const cancelling = {
  ...checking,
  text: 'cancelRequested',
  showsChecks: true,
  next: ['stopAsked', 'mailResult', 'booksHeld'],
  points: null,
} as const satisfies PhaseView;

const moneyBack = {
  ...quiet,
  isDistant: true,
  steps: ['done', 'done', 'stopped'],
  hasReceipt: true,
} as const satisfies Partial<PhaseView>;

/**
 * How many seconds remain until `nextCheckAt`, or `null` when no check is planned. Never more than the
 * planned gap: a browser whose clock is wrong must not promise minutes.
 */
export function secondsUntilCheck(progress: OrderProgress, now: Date): number | null {
  const { lastCheckedAt, nextCheckAt } = progress;
  if (nextCheckAt === null) return null;
  const next = Date.parse(nextCheckAt);
  const gap = lastCheckedAt === null ? USUAL_GAP_MS : next - Date.parse(lastCheckedAt);
  const remaining = Math.min(next - now.getTime(), gap);
  return Math.max(0, Math.ceil(remaining / 1000));
}
