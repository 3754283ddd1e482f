import { recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { type Attempt, changeAttempt, lockOrderAndAttempt } from './attempt-store.ts';
import { recordOwnAct } from './record-own-act.ts';
import { isUnwanted, mayBeSent, SEND_LEASE_MS } from './rules.ts';

/**
 * Claims the right to send an attempt's key, before any byte travels, or returns `null` when somebody
 * else holds it or an earlier sending may still charge. The claim is a row, so a crash after it leaves
 * "may have been sent", never "was not sent".
 */
export async function claimSending(ctx: Ctx, attemptId: AttemptId): Promise<Attempt | null> {
  return ctx.db.transaction(async (tx) => {
    const locked = await lockOrderAndAttempt(tx, attemptId);
    if (!locked || isUnwanted(locked.order) || !mayBeSent(locked.attempt)) return null;
    const { attempt } = locked;
    const evidenceId = await recordOwnAct(tx, attempt.id, {
      source: 'workflow',
      actor: ctx.actor,
      finding: 'send_claimed',
      detail: `send_${attempt.sends + 1}`,
    });
    await changeAttempt(tx, attempt, {
      status: 'sending',
      sends: attempt.sends + 1,
      leaseMs: SEND_LEASE_MS,
      nextCheckMs: SEND_LEASE_MS,
    });
    if (attempt.status === 'created') {
      await recordTransition(
        tx,
        { subject: 'attempt', orderId: attempt.orderId, from: 'created', to: 'sending' },
        { attemptId: attempt.id, actor: ctx.actor, evidenceId },
      );
    }
    return attempt;
  });
}
