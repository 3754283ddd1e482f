import { createLane, type LaneState } from './lane.ts';
import type { PaymentGateway } from './port.ts';

/**
 * How many calls of a kind are under way at once. Each lane has room of its own, so that slow charges
 * cannot keep anybody from asking what became of them.
 */
const LIMITS = {
  /** In the provider's normal mix a charge holds its place for 1.7 s on average: 120 charges per second. */
  charge: 200,
  /** Answered within milliseconds by a provider that is well; 10 questions per second if every one hangs. */
  status: 50,
  /** Only what is still unknown after 90 s, or cancelled by its shopper. */
  void: 20,
  /** Nobody waits in front of a page for a refund. */
  refund: 20,
} as const;

export type LaneName = keyof typeof LIMITS;

export type ResilienceOptions = {
  /** Divides the breakers' waits; 1 outside tests. */
  timeScale: number;
  onChange(lane: LaneName, state: LaneState): void;
};

/**
 * A provider that is spared calls which cannot succeed: each kind of call has a limit and a breaker of its own
 * (lane.ts). A call that was not made answers `not_sent`. The ledger is read by one caller at a time, which
 * tries again by itself, and passes unguarded.
 */
export function createResilientGateway(
  provider: PaymentGateway,
  { timeScale, onChange }: ResilienceOptions,
): PaymentGateway {
  function lane(name: LaneName) {
    return createLane({ limit: LIMITS[name], timeScale, onChange: (state) => onChange(name, state) });
  }
  const charges = lane('charge');
  const questions = lane('status');
  const voids = lane('void');
  const refunds = lane('refund');

  return {
    mayCharge: () => charges.isPassable(),
    charge: (request) => charges.run(() => provider.charge(request)),
    findByKey: (key) => questions.run(() => provider.findByKey(key)),
    voidByKey: (key) => voids.run(() => provider.voidByKey(key)),
    refund: (request) => refunds.run(() => provider.refund(request)),
    findRefundByKey: (key) => questions.run(() => provider.findRefundByKey(key)),
    ledger: (query) => provider.ledger(query),
  };
}
