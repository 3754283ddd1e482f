import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** An event that a committed fact owes to the workflow engine, written in the fact's own transaction. */
export const outbox = pgTable(
  'outbox',
  {
    /** Also the event's id: the engine starts one run per function for it, however often it is sent. */
    id: uuid().primaryKey(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    sentAt: timestamp({ withTimezone: true }),
  },
  // Only what is still owed: the relay's cost follows the backlog, not the history.
  (table) => [index('outbox_unsent').on(table.createdAt).where(sql`sent_at is null`)],
);
