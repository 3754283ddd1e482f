import type { Ctx } from '../context.ts';
import { findOverdueRefunds } from './refund-store.ts';

/** How late a refund's workflow may be, in ms, before another one is started. */
const GRACE_MS = 20_000;
/** After this, in ms, a refund that is still overdue is woken once more: its workflow failed. */
const WAKE_AGAIN_MS = 300_000;
const BATCH = 500;

/** Starts a workflow for every refund whose time to be looked at is over, and returns how many. */
export async function wakeOverdueRefunds(ctx: Ctx): Promise<number> {
  const overdue = await findOverdueRefunds(ctx.db, GRACE_MS / ctx.timeScale, BATCH);
  if (overdue.length === 0) return 0;
  const round = Math.floor((ctx.clock.now().getTime() * ctx.timeScale) / WAKE_AGAIN_MS);
  await ctx.publisher.publish(
    overdue.map(({ id, version }) => ({
      id: `refund-overdue:${id}:${version}:${round}`,
      name: 'refund/overdue',
      data: { refundId: id },
    })),
  );
  return overdue.length;
}
