import type { Ctx } from '../context.ts';
import { type Attempt, findAttempt, findAttemptIdByKey } from './attempt-store.ts';
import { type AttemptStatus, isNegative } from './contract.ts';
import { checkAttempt } from './look-again.ts';

/**
 * Asks the provider about the attempt whose key a message names, and returns how it stands afterwards, or
 * `null` when no attempt has that key. `saysPaid`: the message claims a payment. The claim is never believed,
 * only worth a question where our books say no.
 */
export async function checkByKey(
  ctx: Ctx,
  providerKey: string,
  { saysPaid }: { saysPaid: boolean },
): Promise<AttemptStatus | null> {
  const attemptId = await findAttemptIdByKey(ctx.db, providerKey);
  const before = attemptId && (await findAttempt(ctx.db, attemptId));
  if (!before) return null;
  if (!isWorthAsking(before.attempt, saysPaid)) return before.attempt.status;
  await checkAttempt(ctx, before.attempt, 'webhook');
  const after = await findAttempt(ctx.db, before.attempt.id);
  return after?.attempt.status ?? null;
}

function isWorthAsking({ status }: Attempt, saysPaid: boolean): boolean {
  if (status === 'paid') return false;
  // The key's own answer is on its way, and "not found yet" would only make its end look uncertain.
  if (status === 'sending') return false;
  return saysPaid || !isNegative(status);
}
