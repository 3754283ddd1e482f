import { assertNever } from '../kernel/assert-never.ts';
import { REFUND_TRANSITIONS, type RefundStatus } from './contract.ts';

/** What a piece of news says about a refund, once the provider's wire format is stripped off. */
export type RefundFinding =
  | { kind: 'succeeded'; refundId: string }
  | { kind: 'failed'; code: string }
  | { kind: 'not_processed' }
  | { kind: 'not_sent' }
  | { kind: 'pending' }
  | { kind: 'unknown' }
  /** The sender's lease ended without an answer. */
  | { kind: 'sender_lost' }
  | { kind: 'given_to_review' };

/** The part of a refund that decisions look at. Times are the database's. */
export type RefundFacts = {
  status: RefundStatus;
  checks: number;
  leaseUntil: Date | null;
  sentAt: Date | null;
  nextCheckAt: Date | null;
  createdAt: Date;
};

/** Waits between the checks of an unknown refund, in ms; after the last of them, hourly. */
const REFUND_CHECK_DELAYS_MS = [
  2_000, 4_000, 8_000, 16_000, 30_000, 60_000, 120_000, 300_000, 900_000,
] as const;
const HOUR_MS = 3_600_000;
/** When an unknown refund is sent again under its key, in ms after the last time: the provider's 60 s and a margin. */
export const REFUND_RESEND_AFTER_MS = 90_000;
/** When a person is asked, in ms after the refund was opened. */
export const REFUND_REVIEW_AFTER_MS = 24 * HOUR_MS;
/** How long a person has for it before it counts as overdue, in ms. */
export const REFUND_REVIEW_DEADLINE_MS = 24 * HOUR_MS;
/** How long a sender may hold a refund, in ms: the call's time-out of 5 s and ample time to save the answer. */
export const REFUND_LEASE_MS = 15_000;
/** A refund whose workflow has not started by then, in ms, is picked up by the sweeper. */
export const REFUND_GRACE_MS = 30_000;

/**
 * Where news moves a refund, or `null` when it stays. `succeeded` is final; "don't know" never becomes "no".
 * `ofSending`: the news is about the sending itself; a question by somebody else must not end it.
 */
export function decideRefundTransition(
  status: RefundStatus,
  finding: RefundFinding,
  ofSending: boolean,
): RefundStatus | null {
  const target = targetOf(status, finding);
  if (status === 'sending' && target !== 'succeeded' && !ofSending) return null;
  const legal: readonly RefundStatus[] = REFUND_TRANSITIONS[status];
  return target !== null && legal.includes(target) ? target : null;
}

function targetOf(status: RefundStatus, finding: RefundFinding): RefundStatus | null {
  switch (finding.kind) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
    case 'given_to_review':
      // The money has not gone back and will not by itself: somebody has to see to it.
      return 'review';
    case 'pending':
      return status === 'sending' ? 'pending' : null;
    case 'not_processed':
    case 'not_sent':
    case 'unknown':
    case 'sender_lost':
      return status === 'sending' ? 'unknown' : null;
    default:
      return assertNever(finding);
  }
}

export type RefundAct = 'send' | 'check' | 'declare_sender_lost' | 'give_to_review' | 'wait' | 'none';

/** What is to be done with a refund at `now` (the database's time). `scale` divides all waits; 1 is real time. */
export function decideRefundAct(refund: RefundFacts, now: Date, scale: number): RefundAct {
  const due = refund.nextCheckAt !== null && refund.nextCheckAt <= now;
  const age = (now.getTime() - refund.createdAt.getTime()) * scale;
  switch (refund.status) {
    case 'created':
      return 'send';
    case 'sending':
      return refund.leaseUntil !== null && refund.leaseUntil <= now ? 'declare_sender_lost' : 'wait';
    case 'pending':
    case 'unknown':
      if (!due) return 'wait';
      return age >= REFUND_REVIEW_AFTER_MS ? 'give_to_review' : 'check';
    case 'review':
      return due ? 'check' : 'wait';
    case 'succeeded':
      return 'none';
    default:
      return assertNever(refund.status);
  }
}

/**
 * Whether a refund that a check could not find may be sent again under its key, which never gives the money
 * back twice: once the provider has had its time to finish what it may have begun.
 */
export function mayResend(refund: RefundFacts, now: Date, scale: number): boolean {
  if (refund.status !== 'unknown') return false;
  return (
    refund.sentAt === null || (now.getTime() - refund.sentAt.getTime()) * scale >= REFUND_RESEND_AFTER_MS
  );
}

/** Whether the right to send may be claimed now. */
export function mayBeSent(refund: RefundFacts, now: Date, scale: number): boolean {
  return refund.status === 'created' || mayResend(refund, now, scale);
}

/** How long after now a refund wants to be looked at again, in ms, or `null` when it is settled. */
export function nextRefundCheckMs(status: RefundStatus, checks: number, scale: number): number | null {
  switch (status) {
    case 'created':
      return REFUND_GRACE_MS / scale;
    case 'sending':
      return REFUND_LEASE_MS;
    case 'pending':
    case 'unknown':
      return (REFUND_CHECK_DELAYS_MS[checks] ?? HOUR_MS) / scale;
    case 'review':
      return HOUR_MS / scale;
    case 'succeeded':
      return null;
    default:
      return assertNever(status);
  }
}
