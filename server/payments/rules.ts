import { assertNever } from '../kernel/assert-never.ts';
import { CURRENCY } from '../kernel/money.ts';
import { ATTEMPT_TRANSITIONS, type AttemptStatus } from './contract.ts';

/** What a piece of news says about an attempt, once the provider's wire format is stripped off. */
export type Finding =
  | { kind: 'paid'; paymentId: string; amount: number; currency: string }
  | { kind: 'declined'; code: string }
  | { kind: 'voided' }
  | { kind: 'refunded'; paymentId: string; amount: number; currency: string }
  | { kind: 'not_processed' }
  | { kind: 'not_sent' }
  | { kind: 'pending' }
  | { kind: 'unknown' }
  /** The sender's lease ended without an answer: it died, or its answer was lost. */
  | { kind: 'sender_lost' }
  /** We are about to ask the provider to void the key. */
  | { kind: 'fence_raised' }
  /** Time is up: a person has to decide. */
  | { kind: 'given_to_review' }
  /** Nothing was sent and nothing will be. */
  | { kind: 'abandoned' };

/** The part of an attempt that decisions look at. Times are the database's. */
export type AttemptFacts = {
  status: AttemptStatus;
  amount: number;
  sends: number;
  harmlessSends: number;
  checks: number;
  fences: number;
  sentAt: Date | null;
  leaseUntil: Date | null;
  nextCheckAt: Date | null;
  createdAt: Date;
};

/** How often one key is sent: once, and up to 4 times more after "nothing happened" (payments.md, 3). */
export const MAX_SENDS = 5;
/** Waits between the checks of an unknown payment, in ms (payments.md, 3: check plan). */
const CHECK_DELAYS_MS = [2_000, 4_000, 8_000, 16_000, 30_000] as const;
/** When an unknown key is voided, in ms after it was first sent: the provider's 60 s and a margin. */
export const FENCE_AFTER_MS = 90_000;
/** Waits between further requests to void, in ms; after the last of them, hourly. */
const FENCE_DELAYS_MS = [60_000, 120_000, 300_000, 900_000] as const;
export const HOUR_MS = 3_600_000;
/** When a person is asked, in ms after the key was first sent. */
export const REVIEW_AFTER_MS = 24 * HOUR_MS;
/** How long a person has for a review before it counts as overdue, in ms: one day. */
export const REVIEW_DEADLINE_MS = 24 * HOUR_MS;
/**
 * How long a sender may hold an attempt, in ms: the charge's time-out of 5 s and ample time to save the
 * answer. Never scaled: it measures our own process, not the provider.
 */
export const SEND_LEASE_MS = 15_000;
/** Wait before a key that never left our house is tried again, in ms: the breaker probes every 10 s. */
export const NOT_SENT_WAIT_MS = 10_000;
/** When an attempt that could never be sent is given up, in ms after it was opened: a day's outage. */
export const CREATED_EXPIRES_AFTER_MS = 24 * HOUR_MS;
/** A new attempt whose workflow has not started by then, in ms, is picked up by the sweeper. */
export const WORKFLOW_GRACE_MS = 30_000;

/**
 * Where news moves an attempt, or `null` when it stays where it is (the news is kept all the same).
 * `paid` is never overwritten; "don't know" never becomes "no"; a step that the table of legal
 * transitions does not hold is not taken. `ofSending`: the news is about the sending itself (its answer, or
 * its end); while a key is on its way, a question by somebody else that learns nothing certain must not end it.
 */
export function decideTransition(
  attempt: AttemptFacts,
  finding: Finding,
  ofSending: boolean,
): AttemptStatus | null {
  const target = targetOf(attempt, finding);
  if (target === null || target === attempt.status) return null;
  if (attempt.status === 'sending' && isUncertain(target) && !ofSending) return null;
  const legal: readonly AttemptStatus[] = ATTEMPT_TRANSITIONS[attempt.status];
  return legal.includes(target) ? target : null;
}

function targetOf(attempt: AttemptFacts, finding: Finding): AttemptStatus | null {
  switch (finding.kind) {
    case 'paid':
      if (finding.amount === attempt.amount && finding.currency === CURRENCY) return 'paid';
      // Money moved, but not the money that was asked for: only a person can say what that means.
      return attempt.status === 'sending' ? 'unknown' : 'review';
    case 'declined':
      // The key was already declined when we asked to void it: it can no longer charge.
      return attempt.status === 'fencing' ? 'not_charged' : 'declined';
    case 'voided':
      return 'not_charged';
    case 'refunded':
      // Money came, and went back without us: neither paid nor never charged.
      return attempt.status === 'sending' ? 'unknown' : 'review';
    case 'not_sent':
      return null;
    case 'not_processed':
      // Proves only that this one sending did nothing, so it says nothing once the key's fate is open.
      return attempt.status === 'sending' && attempt.sends >= MAX_SENDS ? 'not_charged' : null;
    case 'pending':
      return attempt.status === 'sending' ? 'pending' : null;
    case 'unknown':
    case 'sender_lost':
      return attempt.status === 'sending' ? 'unknown' : null;
    case 'fence_raised':
      return 'fencing';
    case 'given_to_review':
      return 'review';
    case 'abandoned':
      return 'abandoned';
    default:
      return assertNever(finding);
  }
}

function isUncertain(status: AttemptStatus): boolean {
  return status === 'unknown' || status === 'pending';
}

/** Every sending so far is proven to have done nothing, so the same key may be sent once more. */
function mayBeSentAgain(attempt: AttemptFacts): boolean {
  return attempt.harmlessSends === attempt.sends && attempt.sends < MAX_SENDS;
}

/** Whether an order's charge should no longer happen: its shopper asked to cancel, or the order is over. */
export function isUnwanted(order: { status: string; cancelRequestedAt: Date | null }): boolean {
  return order.status !== 'placed' || order.cancelRequestedAt !== null;
}

/** Whether the right to send may be claimed now: never while an earlier sending may still charge. */
export function mayBeSent(attempt: AttemptFacts): boolean {
  return attempt.status === 'created' || (attempt.status === 'sending' && mayBeSentAgain(attempt));
}

/**
 * Wait before the same key is sent again, in ms: 1, 2, 4, 8 s with up to half more at random (`random` is in
 * [0, 1)), so that a provider coming back is not met by everybody at once.
 */
export function resendDelayMs(sends: number, random: number, scale: number): number {
  return (1_000 * 2 ** (sends - 1) * (1 + random / 2)) / scale;
}

function isExpired(attempt: AttemptFacts, now: Date, scale: number): boolean {
  return (now.getTime() - attempt.createdAt.getTime()) * scale >= CREATED_EXPIRES_AFTER_MS;
}

export type Act =
  | 'charge'
  | 'abandon'
  | 'declare_sender_lost'
  | 'check'
  | 'fence'
  | 'give_to_review'
  | 'wait'
  | 'none';

/**
 * What is to be done with an attempt at `now` (the database's time). `unwanted`: the shopper asked to cancel, or
 * the order is over, so the charge should no longer happen. `scale` divides all waits; 1 is real time.
 */
export function decideAct(attempt: AttemptFacts, unwanted: boolean, now: Date, scale: number): Act {
  const sinceSent = attempt.sentAt ? (now.getTime() - attempt.sentAt.getTime()) * scale : 0;
  const due = attempt.nextCheckAt !== null && attempt.nextCheckAt <= now;
  switch (attempt.status) {
    case 'created':
      return unwanted || isExpired(attempt, now, scale) ? 'abandon' : 'charge';
    case 'sending':
      // Every sending so far did nothing, and now nobody wants it any more: make sure that it stays so.
      if (mayBeSentAgain(attempt)) return unwanted ? 'declare_sender_lost' : 'charge';
      return attempt.leaseUntil !== null && attempt.leaseUntil <= now ? 'declare_sender_lost' : 'wait';
    case 'pending':
    case 'unknown':
      if (!due) return 'wait';
      return unwanted || sinceSent >= FENCE_AFTER_MS ? 'fence' : 'check';
    case 'fencing':
      if (!due) return 'wait';
      return sinceSent >= REVIEW_AFTER_MS ? 'give_to_review' : 'fence';
    case 'review':
      return due ? 'check' : 'wait';
    case 'paid':
    case 'declined':
    case 'not_charged':
    case 'abandoned':
      return 'none';
    default:
      return assertNever(attempt.status);
  }
}

/** How long after `now` an attempt wants to be looked at again, in ms, or `null` when it is settled. */
export function nextCheckDelayMs(attempt: AttemptFacts, now: Date, scale: number): number | null {
  const sinceSent = attempt.sentAt ? (now.getTime() - attempt.sentAt.getTime()) * scale : 0;
  switch (attempt.status) {
    case 'created':
      return WORKFLOW_GRACE_MS / scale;
    case 'sending':
      return mayBeSentAgain(attempt) ? NOT_SENT_WAIT_MS / scale : SEND_LEASE_MS;
    case 'pending':
    case 'unknown': {
      const untilFence = Math.max(FENCE_AFTER_MS - sinceSent, 0);
      const planned = CHECK_DELAYS_MS[attempt.checks] ?? untilFence;
      return Math.min(planned, untilFence) / scale;
    }
    case 'fencing':
      return (FENCE_DELAYS_MS[attempt.fences - 1] ?? HOUR_MS) / scale;
    case 'review':
      return HOUR_MS / scale;
    case 'paid':
    case 'declined':
    case 'not_charged':
    case 'abandoned':
      return null;
    default:
      return assertNever(attempt.status);
  }
}

export type Vote = {
  admin: string;
  verdict: 'paid' | 'declined' | 'not_charged';
  reason: string;
  providerPaymentId: string | null;
};

/**
 * What two different admins agree on, as news, or `null` while they do not. Two who say `paid` must also name
 * the same payment.
 */
export function agreedVerdict(
  votes: readonly Vote[],
  amount: number,
): { finding: Finding; admins: string[]; reasons: string[] } | null {
  for (const vote of votes) {
    const same = votes.filter(
      (other) => other.verdict === vote.verdict && other.providerPaymentId === vote.providerPaymentId,
    );
    const admins = [...new Set(same.map((other) => other.admin))];
    if (admins.length < 2) continue;
    return { finding: findingOf(vote, amount), admins, reasons: same.map((other) => other.reason) };
  }
  return null;
}

function findingOf({ verdict, providerPaymentId }: Vote, amount: number): Finding {
  if (verdict === 'paid') {
    return { kind: 'paid', paymentId: providerPaymentId ?? '', amount, currency: CURRENCY };
  }
  return verdict === 'declined' ? { kind: 'declined', code: 'admins' } : { kind: 'voided' };
}
