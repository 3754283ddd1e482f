import type { Ctx } from '../context.ts';
import { findOverdueMails } from './mail-store.ts';

/** How late a mail may be, in ms, before its event counts as lost: a new mail is sent by its own event. */
const GRACE_MS = 20_000;
const BATCH = 500;
/** After this, in ms, a mail that is still overdue is woken once more: its workflow failed. */
const WAKE_AGAIN_MS = 300_000;

/**
 * Starts a workflow for every mail whose time has come and that nobody is sending, and returns how many: after
 * a failure, after a sender's death, after a lost event. The event's id keeps a long backlog from being woken
 * again and again.
 */
export async function wakeOwedMails(ctx: Ctx): Promise<number> {
  const overdue = await findOverdueMails(ctx.db, GRACE_MS, BATCH);
  if (overdue.length === 0) return 0;
  const round = Math.floor(ctx.clock.now().getTime() / WAKE_AGAIN_MS);
  await ctx.publisher.publish(
    overdue.map(({ id, sends }) => ({
      id: `owed-mail:${id}:${sends}:${round}`,
      name: 'mail/owed',
      data: { mailId: id },
    })),
  );
  return overdue.length;
}
