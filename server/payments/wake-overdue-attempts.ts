import type { Ctx } from '../context.ts';
import { findOverdueAttempts } from './attempt-store.ts';

/** How late an attempt's workflow may be, in ms, before another one is started. */
const GRACE_MS = 20_000;
const BATCH = 500;
/** After this, in ms, an attempt that is still overdue is woken once more: its workflow failed. */
const WAKE_AGAIN_MS = 300_000;

/**
 * Starts a workflow for every attempt whose time to be looked at is over, and returns how many. The event's
 * id keeps a long backlog from being woken again and again while its workflows wait for their turn.
 */
export async function wakeOverdueAttempts(ctx: Ctx): Promise<number> {
  const overdue = await findOverdueAttempts(ctx.db, GRACE_MS / ctx.timeScale, BATCH);
  if (overdue.length === 0) return 0;
  const round = Math.floor((ctx.clock.now().getTime() * ctx.timeScale) / WAKE_AGAIN_MS);
  await ctx.publisher.publish(
    overdue.map(({ id, orderId, version }) => ({
      id: `overdue:${id}:${version}:${round}`,
      name: 'payment/overdue',
      data: { orderId, attemptId: id },
    })),
  );
  return overdue.length;
}
