import type { Transaction } from '#db/client.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { appendEvidence, type EvidenceRow } from './attempt-store.ts';

/** Keeps a piece of the provider's news for ever, and returns its id as evidence. */
export async function recordNews(tx: Transaction, attemptId: AttemptId, news: EvidenceRow): Promise<number> {
  return appendEvidence(tx, attemptId, news);
}

/** Keeps something that the shop itself did about an attempt, and returns its id as evidence. */
export async function recordOwnAct(
  tx: Transaction,
  attemptId: AttemptId,
  act: Omit<EvidenceRow, 'requestId' | 'rawBody'>,
): Promise<number> {
  return appendEvidence(tx, attemptId, { ...act, requestId: null, rawBody: null });
}
