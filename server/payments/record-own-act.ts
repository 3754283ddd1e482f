import type { Transaction } from '#db/client.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { appendEvidence } from './attempt-store.ts';
import type { EvidenceSource } from './contract.ts';

/** Keeps something that the shop itself did about an attempt, and returns its id as evidence. */
export async function recordOwnAct(
  tx: Transaction,
  attemptId: AttemptId,
  act: { source: EvidenceSource; actor: string; finding: string; detail: string },
): Promise<number> {
  return appendEvidence(tx, attemptId, { ...act, requestId: null, rawBody: null });
}
