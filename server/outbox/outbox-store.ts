import { asc, inArray, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { outbox } from '#db/schema/outbox.ts';
import type { AppEvent, AppEventName } from './contract.ts';

export async function insertOwedEvent(
  tx: Transaction,
  event: { id: string; name: AppEventName; data: Record<string, string> },
): Promise<void> {
  await tx.insert(outbox).values(event);
}

/** The oldest events that are still owed. */
export async function findOwedEvents(db: Database, limit: number): Promise<AppEvent[]> {
  return db
    .select({ id: outbox.id, name: outbox.name, data: outbox.data })
    .from(outbox)
    .where(isNull(outbox.sentAt))
    .orderBy(asc(outbox.createdAt))
    .limit(limit);
}

export async function markEventsSent(db: Database, ids: string[]): Promise<void> {
  await db.update(outbox).set({ sentAt: sql`now()` }).where(inArray(outbox.id, ids));
}
