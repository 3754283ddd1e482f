/**
 * What the provider can be made to do to one call: the vocabulary that profiles draw from, tokens name and scripts
 * spell out. All durations are provider milliseconds, divided by the clock scale when they are used.
 */
import { z } from 'zod';

const ms = z.number().min(0);

/**
 * Ways to lose or refuse an answer, the same for charge and refund. `applies` is the ground truth: whether the money
 * moves (after `afterMs`) although the caller is not told.
 */
const applied = { applies: z.boolean(), afterMs: ms.default(0) };
const moneyFaults = [
  /** 503 `{processed: false}`: nothing happened, the key stays free. */
  z.object({ kind: z.literal('not_processed') }),
  /** 429; the header says real seconds, the clock scale does not touch it. */
  z.object({ kind: z.literal('rate_limited'), retryAfterSec: z.int().min(0).default(1) }),
  z.object({ kind: z.literal('error'), status: z.literal([500, 502, 503, 504]), ...applied }),
  /** The connection stays open and no byte ever comes. */
  z.object({ kind: z.literal('timeout'), ...applied }),
  z.object({ kind: z.literal('reset'), ...applied }),
  /** 200 with a body that stops in the middle. */
  z.object({ kind: z.literal('garbled'), ...applied }),
  /** 202 at once; settles after `afterMs`. */
  z.object({ kind: z.literal('pending'), succeeds: z.boolean().default(true), afterMs: ms }),
  /** The final answer, but only after `answerAfterMs`; money moves after `settleAfterMs`. */
  z.object({
    kind: z.literal('slow'),
    succeeds: z.boolean().default(true),
    settleAfterMs: ms.default(30_000),
    answerAfterMs: ms.default(60_000),
  }),
] as const;
export type MoneyFault = z.infer<(typeof moneyFaults)[number]>;

const code = z.string().min(1).max(64).default('do_not_honor');

const chargeBehaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paid') }),
  z.object({ kind: z.literal('declined'), code }),
  /** Paid as asked, and once more under the same key `secondAfterMs` later. */
  z.object({ kind: z.literal('paid_twice'), secondAfterMs: ms.default(0) }),
  z.object({ kind: z.literal('wrong_amount'), amountMinor: z.int().min(1) }),
  ...moneyFaults,
]);

const refundBehaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('succeeded') }),
  z.object({ kind: z.literal('failed'), code }),
  ...moneyFaults,
]);

const readFaults = [
  z.object({ kind: z.literal('truth') }),
  z.object({ kind: z.literal('slow'), afterMs: ms }),
  z.object({ kind: z.literal('error'), status: z.literal([500, 502, 503, 504]) }),
  z.object({ kind: z.literal('timeout') }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('garbled') }),
] as const;

const readBehaviour = z.discriminatedUnion('kind', [
  ...readFaults,
  /** 404 although the provider knows the key. */
  z.object({ kind: z.literal('not_found') }),
  /** The state before the last change, with an `as_of` from before it. */
  z.object({ kind: z.literal('stale') }),
]);

const statusBehaviour = z.discriminatedUnion('kind', [
  ...readBehaviour.options,
  /** A lie: another status than the true one. */
  z.object({
    kind: z.literal('claims'),
    status: z.enum(['processing', 'paid', 'declined', 'voided', 'refunded']),
  }),
]);

const voidBehaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('truth') }),
  /** 404 without a tombstone for a key never seen; a known key is answered truthfully. */
  z.object({ kind: z.literal('not_found') }),
  /** For a processing payment: 202, and how the race between void and charge ends when the payment settles. */
  z.object({ kind: z.literal('pending'), ends: z.enum(['voided', 'reversed', 'charged']) }),
  z.object({
    kind: z.literal('error'),
    status: z.literal([500, 502, 503, 504]),
    applies: z.boolean(),
  }),
  z.object({ kind: z.literal('timeout'), applies: z.boolean() }),
  z.object({ kind: z.literal('reset'), applies: z.boolean() }),
  z.object({ kind: z.literal('garbled'), applies: z.boolean() }),
]);

const webhookBehaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent') }),
  z.object({ kind: z.literal('lost') }),
  /** Long delays of some messages are also what reorders them. */
  z.object({ kind: z.literal('late'), afterMs: ms }),
  z.object({ kind: z.literal('doubled'), afterMs: ms.default(0) }),
  /** Sent when the payment is accepted, before it settles. */
  z.object({ kind: z.literal('early') }),
  /** The true one, and a correctly signed one that says the opposite. */
  z.object({ kind: z.literal('contradicted'), afterMs: ms.default(0) }),
  /** The true one, and one that says the opposite, signed with a key that is not ours. */
  z.object({ kind: z.literal('forged'), afterMs: ms.default(0) }),
]);

const postingBehaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prompt') }),
  /** The ledger lines of this payment or refund are posted `afterMs` after the money moved. */
  z.object({ kind: z.literal('late'), afterMs: ms }),
]);

/** Behaviours by lane, that is by what they happen to: a kind of call, a webhook, or the posting of ledger lines. */
export interface Behaviours {
  charge: z.infer<typeof chargeBehaviour>;
  status: z.infer<typeof statusBehaviour>;
  void: z.infer<typeof voidBehaviour>;
  refund: z.infer<typeof refundBehaviour>;
  refundStatus: z.infer<typeof readBehaviour>;
  ledger: z.infer<(typeof readFaults)[number]>;
  webhook: z.infer<typeof webhookBehaviour>;
  posting: z.infer<typeof postingBehaviour>;
}
export type Lane = keyof Behaviours;

export const behaviourSchemas: { [L in Lane]: z.ZodType<Behaviours[L]> } = {
  charge: chargeBehaviour,
  status: statusBehaviour,
  void: voidBehaviour,
  refund: refundBehaviour,
  refundStatus: readBehaviour,
  ledger: z.discriminatedUnion('kind', readFaults),
  webhook: webhookBehaviour,
  posting: postingBehaviour,
};
