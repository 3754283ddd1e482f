import type { Ctx } from '../context.ts';
import type { OrderId } from '../kernel/ids.ts';
import { relaySoon } from '../outbox/relay-outbox.ts';
import { isNegative } from '../payments/contract.ts';
import { recordOwnAct } from '../payments/record-own-act.ts';
import { findAttemptsOfOrder, lockOrder } from './order-store.ts';
import { cancelReasonAfter } from './rules.ts';
import { cancelLockedOrder } from './settle-order.ts';

/**
 * Cancels an order whose retry window is over and gives its stock back, and says whether it did. Never
 * on the timer alone: every attempt must be proven not to have moved money.
 */
export async function expireOrder(ctx: Ctx, orderId: OrderId): Promise<boolean> {
  const cancelled = await ctx.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked?.order.status !== 'placed') return false;
    const { order, now } = locked;
    if (order.retryUntil === null || order.retryUntil > now) return false;
    const attempts = await findAttemptsOfOrder(tx, orderId);
    const [newest] = attempts;
    if (!newest || !attempts.every((attempt) => isNegative(attempt.status))) return false;

    const evidenceId = await recordOwnAct(tx, newest.id, {
      source: 'workflow',
      actor: ctx.actor,
      finding: 'retry_window_over',
      detail: order.retryUntil.toISOString(),
    });
    const cause = { attemptId: newest.id, actor: ctx.actor, evidenceId };
    await cancelLockedOrder(tx, ctx, order, cancelReasonAfter(newest.status), cause, newest.number);
    return true;
  });
  if (cancelled) relaySoon(ctx);
  return cancelled;
}
