import type { Ctx } from '../context.ts';
import { findUnfollowedWebhooks } from './webhook-store.ts';

/** How long a message's own event has to be worked on, in ms, before another one is sent. */
const GRACE_MS = 20_000;
const BATCH = 500;
/** After this, in ms, a message that is still not followed is woken once more: its workflow failed. */
const WAKE_AGAIN_MS = 300_000;

/**
 * Starts a workflow for every message that nobody has followed, and returns how many. The event's id keeps
 * a long backlog from being woken again and again while its workflows wait for their turn.
 */
export async function wakeUnfollowedWebhooks(ctx: Ctx): Promise<number> {
  const unfollowed = await findUnfollowedWebhooks(ctx.db, GRACE_MS / ctx.timeScale, BATCH);
  if (unfollowed.length === 0) return 0;
  const round = Math.floor((ctx.clock.now().getTime() * ctx.timeScale) / WAKE_AGAIN_MS);
  await ctx.publisher.publish(
    unfollowed.map((webhookId) => ({
      id: `unfollowed:${webhookId}:${round}`,
      name: 'webhook/received',
      data: { webhookId },
    })),
  );
  return unfollowed.length;
}
