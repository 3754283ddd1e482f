import type { Transaction } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import type { AppEventName } from './contract.ts';
import { findOwedEvents, insertOwedEvent, markEventsSent } from './outbox-store.ts';
import type { EventPublisher } from './publisher.ts';

/** Owes an event to the engine, in the transaction of the fact that it announces. */
export async function oweEvent(
  tx: Transaction,
  ctx: Pick<Ctx, 'newId'>,
  name: AppEventName,
  data: Record<string, string>,
): Promise<void> {
  await insertOwedEvent(tx, { id: ctx.newId(), name, data });
}

/** Events handed over at once; the rest follow in the next round. */
const BATCH = 100;

/**
 * Sends every owed event to the engine, oldest first, and returns how many were sent. An event may be
 * sent twice (a crash between sending and marking): its id makes the second time harmless. Throws when
 * the engine does not accept them; they stay owed.
 */
export async function relayOutbox(ctx: Ctx): Promise<number> {
  let sent = 0;
  for (;;) {
    const events = await findOwedEvents(ctx.db, BATCH);
    if (events.length === 0) return sent;
    await ctx.publisher.publish(events);
    await markEventsSent(
      ctx.db,
      events.map((event) => event.id),
    );
    sent += events.length;
  }
}

/** Relays under way, and whether new events came in meanwhile: many commits share one relay. */
const relays = new WeakMap<EventPublisher, { again: boolean }>();

/**
 * Sends owed events soon after a commit without making the caller wait. A failure is only logged: the
 * `relay-outbox` workflow sweeps what was left.
 */
export function relaySoon(ctx: Ctx): void {
  const running = relays.get(ctx.publisher);
  if (running) {
    running.again = true;
    return;
  }
  const relay = { again: false };
  relays.set(ctx.publisher, relay);
  relayOutbox(ctx)
    .catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'events stay owed: the workflow engine did not accept them');
    })
    .finally(() => {
      relays.delete(ctx.publisher);
      if (relay.again) relaySoon(ctx);
    });
}
