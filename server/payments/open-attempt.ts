import type { Transaction } from '#db/client.ts';
import { recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import type { AttemptId, OrderId } from '../kernel/ids.ts';
import { createAttempt } from './attempt-store.ts';
import { recordOwnAct } from './record-own-act.ts';
import { WORKFLOW_GRACE_MS } from './rules.ts';

export type NewAttempt = {
  id: AttemptId;
  orderId: OrderId;
  /** Counts the attempts of the order from 1. */
  number: number;
  /** Whole won. */
  amount: number;
  paymentToken: string;
};

/** Opens an attempt inside the transaction that makes it due. Fails when the order has a live one. */
export async function openAttempt(
  tx: Transaction,
  ctx: Pick<Ctx, 'actor' | 'timeScale'>,
  attempt: NewAttempt,
): Promise<void> {
  await createAttempt(tx, attempt, WORKFLOW_GRACE_MS / ctx.timeScale);
  const evidenceId = await recordOwnAct(tx, attempt.id, {
    source: 'placement',
    actor: ctx.actor,
    finding: 'asked_to_pay',
    detail: `attempt_${attempt.number}`,
  });
  await recordTransition(
    tx,
    { subject: 'attempt', orderId: attempt.orderId, from: null, to: 'created' },
    { attemptId: attempt.id, actor: ctx.actor, evidenceId },
  );
}
