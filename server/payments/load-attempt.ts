import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { findAttempt } from './attempt-store.ts';

/** An attempt with its order and the database's time, unlocked. Throws PAYMENT_NOT_FOUND for an unknown one. */
export async function loadAttempt(ctx: Ctx, attemptId: AttemptId) {
  const found = await findAttempt(ctx.db, attemptId);
  if (!found) throw new AppError('PAYMENT_NOT_FOUND', `no attempt ${attemptId}`);
  return found;
}
