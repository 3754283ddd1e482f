import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { webhooks } from '#db/schema/webhooks.ts';

export type StoredWebhook = typeof webhooks.$inferSelect;

/** Keeps a message. Returns false when a message with this id is kept already. */
export async function insertWebhook(
  tx: Transaction,
  message: Pick<StoredWebhook, 'id' | 'type' | 'key' | 'rawBody'>,
): Promise<boolean> {
  const inserted = await tx
    .insert(webhooks)
    .values(message)
    .onConflictDoNothing()
    .returning({ id: webhooks.id });
  return inserted.length === 1;
}

export async function findWebhook(db: Database, id: string): Promise<StoredWebhook | undefined> {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  return row;
}

/** Notes what came of a message; what was noted first stays. */
export async function markFollowed(db: Database, id: string, outcome: string): Promise<void> {
  await db
    .update(webhooks)
    .set({ followedAt: sql`now()`, outcome })
    .where(and(eq(webhooks.id, id), isNull(webhooks.followedAt)));
}

/** Messages that came at least `graceMs` ago and that nobody has followed, the oldest first. */
export async function findUnfollowedWebhooks(
  db: Database,
  graceMs: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        isNull(webhooks.followedAt),
        lte(webhooks.receivedAt, sql`now() - make_interval(secs => ${graceMs / 1_000})`),
      ),
    )
    .orderBy(asc(webhooks.receivedAt))
    .limit(limit);
  return rows.map((row) => row.id);
}
