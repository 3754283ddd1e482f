import { z } from 'zod';
import { attemptIdSchema, orderNumberSchema } from '../kernel/ids.ts';
import { wonSchema } from '../kernel/money.ts';

export const ATTEMPT_STATUSES = [
  'created',
  'sending',
  'pending',
  'unknown',
  'fencing',
  'review',
  'paid',
  'declined',
  'not_charged',
  'abandoned',
] as const;
export const attemptStatusSchema = z.enum(ATTEMPT_STATUSES);
export type AttemptStatus = z.infer<typeof attemptStatusSchema>;

/** Every change an attempt's status may make. The database refuses all others (a test compares the two). */
export const ATTEMPT_TRANSITIONS = {
  created: ['sending', 'abandoned'],
  sending: ['paid', 'declined', 'not_charged', 'pending', 'unknown'],
  pending: ['paid', 'declined', 'not_charged', 'fencing', 'review'],
  unknown: ['paid', 'declined', 'not_charged', 'fencing', 'review'],
  fencing: ['paid', 'not_charged', 'review'],
  review: ['paid', 'declined', 'not_charged'],
  paid: [],
  declined: ['paid'],
  not_charged: ['paid'],
  abandoned: ['paid'],
} as const satisfies Record<AttemptStatus, readonly AttemptStatus[]>;

/** Attempts that may still move money, or whose end is not known: an order has at most one of them. */
export const LIVE_ATTEMPT_STATUSES = [
  'created',
  'sending',
  'pending',
  'unknown',
  'fencing',
  'review',
] as const satisfies readonly AttemptStatus[];

/** Attempts that are proven not to have moved money. */
const NEGATIVE_ATTEMPT_STATUSES = [
  'declined',
  'not_charged',
  'abandoned',
] as const satisfies readonly AttemptStatus[];

export function isNegative(status: AttemptStatus): boolean {
  return NEGATIVE_ATTEMPT_STATUSES.some((negative) => negative === status);
}

export function isSettled(status: AttemptStatus): boolean {
  return status === 'paid' || isNegative(status);
}

export const EVIDENCE_SOURCES = [
  'placement',
  'response',
  'status_query',
  'fence',
  'webhook',
  'ledger',
  'workflow',
  'sweeper',
  'shopper',
  'admin',
] as const;
export type EvidenceSource = (typeof EVIDENCE_SOURCES)[number];

export const pendingPaymentSchema = z.object({
  attemptId: attemptIdSchema,
  orderNumber: orderNumberSchema,
  amount: wonSchema,
  status: attemptStatusSchema,
  /** Which charge of the order this is, counting from 1, and how often its key was sent. */
  attempt: z.number().int(),
  sends: z.number().int(),
  checks: z.number().int(),
  lastResult: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastCheckedAt: z.iso.datetime().nullable(),
  nextCheckAt: z.iso.datetime().nullable(),
  maskedEmail: z.string(),
  /** While in review: by when a person will have decided, and who takes care of it, if anybody does yet. */
  reviewDueAt: z.iso.datetime().nullable(),
  reviewOwner: z.string().nullable(),
});
export type PendingPayment = z.infer<typeof pendingPaymentSchema>;

export const pendingPaymentsViewSchema = z.object({
  payments: z.array(pendingPaymentSchema),
  /** How many are waiting in all; `payments` holds the oldest of them. */
  waiting: z.number().int(),
  asOf: z.iso.datetime(),
});
export type PendingPaymentsView = z.infer<typeof pendingPaymentsViewSchema>;

export const takeReviewInputSchema = z.object({ attemptId: attemptIdSchema });
export const takeReviewResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken'), owner: z.string() }),
  z.object({ kind: z.literal('not_in_review') }),
]);
export type TakeReviewResult = z.infer<typeof takeReviewResultSchema>;

export const checkNowInputSchema = z.object({ attemptId: attemptIdSchema });
export const checkNowResultSchema = z.object({
  status: attemptStatusSchema,
  lastResult: z.string().nullable(),
  nextCheckAt: z.iso.datetime().nullable(),
});
export type CheckNowResult = z.infer<typeof checkNowResultSchema>;

/** One admin's judgement of a payment in review. A verdict of `paid` names the provider's payment. */
export const voteInputSchema = z
  .object({
    attemptId: attemptIdSchema,
    verdict: z.enum(['paid', 'declined', 'not_charged']),
    reason: z.string().trim().min(10).max(1_000),
    providerPaymentId: z.string().trim().min(1).max(200).nullable(),
  })
  .refine((vote) => (vote.verdict === 'paid') === (vote.providerPaymentId !== null), {
    message: 'a verdict of paid, and only that, names the payment',
    path: ['providerPaymentId'],
  });
export type VoteInput = z.infer<typeof voteInputSchema>;

export type VoteResult =
  | { kind: 'not_in_review' }
  | { kind: 'waiting' }
  | { kind: 'settled'; status: AttemptStatus };
