import type { Transaction } from '#db/client.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { makeAttemptDue } from './attempt-store.ts';

/** Brings an unfinished attempt's next look forward to now, in the transaction of the reason for it. */
export async function makeDue(tx: Transaction, attemptId: AttemptId): Promise<void> {
  await makeAttemptDue(tx, attemptId);
}
