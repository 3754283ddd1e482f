/** Pure: the characters the provider can have. The 33 / 33 / 34 of `seed` is what the shop is required to live with. */
import type { Behaviours, Lane } from './behaviour.ts';
import { between, type Dice, pick, weighted } from './draw.ts';

export const profileNames = ['seed', 'hostile', 'calm', 'down', 'slow-status'] as const;
export type ProfileName = (typeof profileNames)[number];
export type Profile = { [L in Lane]: (d: Dice) => Behaviours[L] };

const MINUTE_MS = 60_000;
const declineCodes = ['insufficient_funds', 'do_not_honor', 'expired_card', 'lost_card'] as const;

/** Answers after 60 s, charged at a random moment within them, 90 % paid. */
function slowCharge(d: Dice): Behaviours['charge'] {
  return {
    kind: 'slow',
    settleAfterMs: between(d, 0, MINUTE_MS),
    answerAfterMs: MINUTE_MS,
    succeeds: d.next() < 0.9,
  };
}

/** A third each: certainly nothing, a final no, and an error that charged half the time. */
function instantFailure(d: Dice): Behaviours['charge'] {
  return weighted<Behaviours['charge']>(d, [
    [1, () => ({ kind: 'not_processed' })],
    [1, () => ({ kind: 'declined', code: pick(d, declineCodes) })],
    [1, () => ({ kind: 'error', status: 500, applies: d.next() < 0.5, afterMs: 0 })],
  ]);
}

/** Charges at once, reads tell the truth, webhooks and ledger lines are prompt. */
const calm: Profile = {
  charge: () => ({ kind: 'paid' }),
  status: () => ({ kind: 'truth' }),
  void: () => ({ kind: 'truth' }),
  refund: () => ({ kind: 'succeeded' }),
  refundStatus: () => ({ kind: 'truth' }),
  ledger: () => ({ kind: 'truth' }),
  webhook: () => ({ kind: 'sent' }),
  posting: () => ({ kind: 'prompt' }),
};

const seed: Profile = {
  ...calm,
  charge: (d) =>
    weighted(d, [
      [33, () => instantFailure(d)],
      [33, () => slowCharge(d)],
      [34, () => ({ kind: 'paid' })],
    ]),
};

const serverError = (d: Dice) => pick(d, [500, 502, 504] as const);

/** Faults that money calls share: the answer is lost in every way, the effect happens half of the time. */
function lostAnswer(d: Dice): Behaviours['charge'] & Behaviours['refund'] {
  const applies = d.next() < 0.5;
  const afterMs = between(d, 0, MINUTE_MS);
  return weighted<Behaviours['charge'] & Behaviours['refund']>(d, [
    [3, () => ({ kind: 'error', status: serverError(d), applies, afterMs: 0 })],
    [3, () => ({ kind: 'reset', applies, afterMs: 0 })],
    [2, () => ({ kind: 'timeout', applies, afterMs })],
    [1, () => ({ kind: 'garbled', applies, afterMs: 0 })],
  ]);
}

function hostileRead(d: Dice): Behaviours['refundStatus'] {
  return weighted<Behaviours['refundStatus']>(d, [
    [55, () => ({ kind: 'truth' })],
    [15, () => ({ kind: 'not_found' })],
    [15, () => ({ kind: 'stale' })],
    [5, () => ({ kind: 'error', status: serverError(d) })],
    [5, () => ({ kind: 'reset' })],
    [5, () => ({ kind: 'garbled' })],
  ]);
}

/**
 * Every fault this program knows that ends by itself. A wrong amount, a refund that fails for good and a status
 * that lies stay in scripts: after those only a person can decide, and a run of many orders has none.
 */
const hostile: Profile = {
  charge: (d) =>
    weighted<Behaviours['charge']>(d, [
      [20, () => ({ kind: 'paid' })],
      [10, () => ({ kind: 'declined', code: pick(d, declineCodes) })],
      [10, () => ({ kind: 'not_processed' })],
      [3, () => ({ kind: 'rate_limited', retryAfterSec: 1 })],
      [32, () => lostAnswer(d)],
      [8, () => ({ kind: 'pending', succeeds: d.next() < 0.8, afterMs: between(d, 0, 2 * MINUTE_MS) })],
      [10, () => slowCharge(d)],
      [7, () => ({ kind: 'paid_twice', secondAfterMs: between(d, 0, MINUTE_MS) })],
    ]),
  status: hostileRead,
  void: (d) => {
    const applies = d.next() < 0.5;
    return weighted<Behaviours['void']>(d, [
      [50, () => ({ kind: 'truth' })],
      [15, () => ({ kind: 'pending', ends: pick(d, ['voided', 'reversed', 'charged']) })],
      [10, () => ({ kind: 'not_found' })],
      [10, () => ({ kind: 'error', status: serverError(d), applies })],
      [10, () => ({ kind: 'reset', applies })],
      [5, () => ({ kind: 'garbled', applies })],
    ]);
  },
  refund: (d) =>
    weighted<Behaviours['refund']>(d, [
      [50, () => ({ kind: 'succeeded' })],
      [10, () => ({ kind: 'not_processed' })],
      [30, () => lostAnswer(d)],
      [10, () => ({ kind: 'pending', succeeds: true, afterMs: between(d, 0, MINUTE_MS) })],
    ]),
  refundStatus: hostileRead,
  ledger: (d) =>
    weighted<Behaviours['ledger']>(d, [
      [90, () => ({ kind: 'truth' })],
      [5, () => ({ kind: 'error', status: serverError(d) })],
      [5, () => ({ kind: 'reset' })],
    ]),
  webhook: (d) => {
    const afterMs = between(d, 0, 5 * MINUTE_MS);
    return weighted<Behaviours['webhook']>(d, [
      [35, () => ({ kind: 'sent' })],
      [15, () => ({ kind: 'lost' })],
      [15, () => ({ kind: 'late', afterMs })],
      [10, () => ({ kind: 'doubled', afterMs })],
      [10, () => ({ kind: 'early' })],
      [8, () => ({ kind: 'contradicted', afterMs })],
      [7, () => ({ kind: 'forged', afterMs })],
    ]);
  },
  posting: (d) =>
    weighted<Behaviours['posting']>(d, [
      [80, () => ({ kind: 'prompt' })],
      [20, () => ({ kind: 'late', afterMs: between(d, MINUTE_MS, 60 * MINUTE_MS) })],
    ]),
};

const unavailable = { kind: 'error', status: 503 } as const;

/** Every call gets a 503 without `processed: false`, so the caller knows nothing; in truth nothing happens. */
const down: Profile = {
  charge: () => ({ ...unavailable, applies: false, afterMs: 0 }),
  status: () => unavailable,
  void: () => ({ ...unavailable, applies: false }),
  refund: () => ({ ...unavailable, applies: false, afterMs: 0 }),
  refundStatus: () => unavailable,
  ledger: () => unavailable,
  webhook: calm.webhook,
  posting: calm.posting,
};

const slowRead = (d: Dice) => ({ kind: 'slow' as const, afterMs: between(d, 2_000, 20_000) });

export const profiles: { [name in ProfileName]: Profile } = {
  seed,
  hostile,
  calm,
  down,
  'slow-status': { ...seed, status: slowRead, refundStatus: slowRead, ledger: slowRead },
};
