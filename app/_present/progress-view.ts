import { assertNever } from '#server/kernel/assert-never.ts';
import type { CancelOffer, OrderProgress } from '#server/orders/contract.ts';

/** What the order page says: a text of the catalogue's `order` section. */
export type ProgressText =
  | 'confirming'
  | 'stillChecking'
  | 'takingLong'
  | 'paid'
  | 'declined'
  | 'declinedForGood'
  | 'notCharged'
  | 'notChargedForGood'
  | 'review'
  | 'reviewWithoutDeadline'
  | 'cancelled'
  | 'cancelRequested'
  | 'refunding'
  | 'refundingLate'
  | 'refunded'
  | 'refundedLate';

export type StepState = 'done' | 'current' | 'stopped' | 'todo';

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
  /** What pressing "cancel" would do, or `null` where it is not offered. */
  cancel: Exclude<CancelOffer, 'nothing'> | null;
  /** Whether to say when we looked last and will look next. */
  showsChecks: boolean;
  /** Stands before the title of the window, so that a tab in the background tells how it ended. */
  titleMark: '' | '✓ ' | '! ';
  /** Saving the order, its payment, its delivery. */
  steps: readonly [StepState, StepState, StepState];
};

type PhaseView = Omit<ProgressView, 'cancel'>;

/** Between checks that are this far apart, in ms, a countdown in seconds says nothing: a clock time does. */
const SLOW_CHECKS_MS = 60_000;

/** What an order's progress means for its page. `now` decides only whether the time to try again is over. */
export function viewProgress(progress: OrderProgress, now: Date): ProgressView {
  const { cancelOffer, phase } = progress;
  // In the first seconds the answer is nearly there: a button would only invite a hasty press.
  const isOffered = cancelOffer !== 'nothing' && phase !== 'confirming';
  return { ...viewPhase(progress, now), cancel: isOffered ? cancelOffer : null };
}

function viewPhase(progress: OrderProgress, now: Date): PhaseView {
  const { phase, reviewDueAt, nextCheckAt, cancelRequested, refund } = progress;
  switch (phase) {
    case 'confirming':
      if (cancelRequested) return waiting('cancelRequested', 'wait', null);
      return waiting('confirming', 'info', null);
    case 'still_checking':
      if (cancelRequested) return waiting('cancelRequested', 'wait', null);
      return isSlow(progress)
        ? waiting('takingLong', 'wait', nextCheckAt)
        : waiting('stillChecking', 'wait', null);
    case 'review':
      return reviewDueAt === null
        ? waiting('reviewWithoutDeadline', 'wait', null)
        : { ...waiting('review', 'wait', reviewDueAt), isDistant: true };
    case 'paid':
      return { ...ended('paid', 'ok', ['done', 'done', 'current']), titleMark: '✓ ' };
    case 'declined':
      return refused(progress, now, 'declined', 'declinedForGood');
    case 'not_charged':
      return refused(progress, now, 'notCharged', 'notChargedForGood');
    case 'cancelled':
      return { ...ended('cancelled', 'plain', ['done', 'stopped', 'todo']), canOrderAgain: true };
    case 'refunding':
      return moneyBack(refund?.tooLate ? 'refundingLate' : 'refunding', 'info', refund?.requestedAt ?? null);
    case 'refunded':
      return moneyBack(refund?.tooLate ? 'refundedLate' : 'refunded', 'plain', refund?.succeededAt ?? null);
    default:
      return assertNever(phase);
  }
}

function waiting(text: ProgressText, tone: 'info' | 'wait', time: string | null): PhaseView {
  const showsChecks = text === 'stillChecking' || text === 'cancelRequested';
  return { ...ended(text, tone, ['done', 'current', 'todo']), time, showsChecks };
}

function moneyBack(text: ProgressText, tone: 'info' | 'plain', time: string | null) {
  return { ...ended(text, tone, ['done', 'done', 'stopped']), time, isDistant: true };
}

function refused(progress: OrderProgress, now: Date, open: ProgressText, over: ProgressText): PhaseView {
  const { retryUntil, attemptsLeft } = progress;
  const canRetry = retryUntil !== null && new Date(retryUntil) > now && attemptsLeft > 0;
  return {
    ...ended(canRetry ? open : over, 'no', ['done', 'stopped', 'todo']),
    time: canRetry ? retryUntil : null,
    canRetry,
    canOrderAgain: !canRetry,
    titleMark: '! ',
  };
}

function ended(text: ProgressText, tone: ProgressView['tone'], steps: ProgressView['steps']): PhaseView {
  return {
    text,
    tone,
    steps,
    time: null,
    isDistant: false,
    canRetry: false,
    canOrderAgain: false,
    showsChecks: false,
    titleMark: '',
  };
}

function isSlow({ lastCheckedAt, nextCheckAt }: OrderProgress): boolean {
  if (lastCheckedAt === null || nextCheckAt === null) return false;
  return Date.parse(nextCheckAt) - Date.parse(lastCheckedAt) >= SLOW_CHECKS_MS;
}

/**
 * How many seconds remain until `nextCheckAt`, or `null` when no check is planned. Never more than the
 * planned gap: a browser whose clock is wrong must not promise minutes.
 */
export function secondsUntilCheck(progress: OrderProgress, now: Date): number | null {
  const { lastCheckedAt, nextCheckAt } = progress;
  if (nextCheckAt === null) return null;
  const next = Date.parse(nextCheckAt);
  const gap = lastCheckedAt === null ? SLOW_CHECKS_MS : next - Date.parse(lastCheckedAt);
  const remaining = Math.min(next - now.getTime(), gap);
  return Math.max(0, Math.ceil(remaining / 1000));
}
