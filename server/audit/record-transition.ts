import type { Transaction } from '#db/client.ts';
import { appendTransition, type Transition } from './transition-store.ts';

/** Who changed a status, and the piece of news that made it so. */
export type Cause = Pick<Transition, 'attemptId' | 'actor' | 'evidenceId'>;

/** Keeps a change of status for ever, in the transaction that makes it. `from` is `null` for the first. */
export async function recordTransition(
  tx: Transaction,
  change: Pick<Transition, 'subject' | 'orderId'> & { from: string | null; to: string },
  cause: Cause,
): Promise<void> {
  const { from, to, ...subject } = change;
  await appendTransition(tx, { ...subject, ...cause, fromStatus: from, toStatus: to });
}
