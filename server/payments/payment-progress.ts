import type { Attempt } from './attempt-store.ts';
import { type AttemptStatus, isSettled } from './contract.ts';

/** What a workflow needs to know after each step: machine-readable, because errors lose their code on the way. */
export type PaymentProgress =
  /** The provider says that it did nothing; the same key may be sent again. `sends`: how often it was so far. */
  | { kind: 'resend'; sends: number }
  /** Look again after this many ms. */
  | { kind: 'look_again'; afterMs: number }
  /** A person has to decide; the sweeper goes on looking hourly. */
  | { kind: 'review' }
  | { kind: 'settled'; status: AttemptStatus };

export function progressOf(attempt: Attempt, now: Date): PaymentProgress {
  if (isSettled(attempt.status)) return { kind: 'settled', status: attempt.status };
  const afterMs = Math.max((attempt.nextCheckAt?.getTime() ?? now.getTime()) - now.getTime(), 0);
  if (attempt.status === 'review' && afterMs > 0) return { kind: 'review' };
  return { kind: 'look_again', afterMs };
}
