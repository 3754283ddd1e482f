import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { EngineContext } from './context.ts';
import { eventSchema } from './protocol.ts';
import { dispatchEvent } from './run-changes.ts';
import { inTransaction } from './store.ts';

const bodySchema = z.union([z.array(eventSchema), eventSchema.transform((event) => [event])]);

// A function the shop gained since the last sync may want an event nobody else listens to.
const UNHEARD_REFRESH_MS = 1_000;

export type Acceptance =
  | { kind: 'accepted'; ids: string[] }
  | { kind: 'invalid'; reason: string }
  | { kind: 'unavailable'; reason: string };

/**
 * Takes events in: all of them with all the runs they start, or none. When this returns `accepted`, they
 * are committed. `idSeed` is the SDK's mark of one sending: the same seed sent again starts nothing twice.
 */
export async function acceptEvents(
  context: EngineContext,
  body: unknown,
  idSeed: string | undefined,
): Promise<Acceptance> {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return { kind: 'invalid', reason: z.prettifyError(parsed.error) };
  const events = parsed.data.map((event, index) => ({
    ...event,
    id: event.id ?? (idSeed ? `${idSeed},${index}` : randomUUID()),
    data: event.data ?? {},
    ts: event.ts ?? context.now().getTime(),
  }));
  const internal = events.find((event) => event.name.startsWith('inngest/'));
  if (internal) return { kind: 'invalid', reason: `the name "${internal.name}" is the engine's own` };

  await refreshFor(
    context,
    events.map((event) => event.name),
  );
  const problem = context.registry.problem();
  if (problem !== undefined) return { kind: 'unavailable', reason: problem };
  await inTransaction(context.pool, async (tx) => {
    for (const event of events) await dispatchEvent(context, tx, event);
  });
  return { kind: 'accepted', ids: events.map((event) => event.id) };
}

async function refreshFor({ registry }: EngineContext, names: string[]): Promise<void> {
  if (registry.problem() !== undefined) return registry.refresh(0);
  const heard = new Set(registry.all().flatMap((config) => config.events.map((trigger) => trigger.name)));
  if (!names.every((name) => heard.has(name))) await registry.refresh(UNHEARD_REFRESH_MS);
}
