import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** A message of the provider as it came: a hint to look, never a fact. */
export const webhooks = pgTable(
  'webhooks',
  {
    /** The sender's id of the message: a message that comes again is the same row. */
    id: text().primaryKey(),
    type: text().notNull(),
    /** The key of the charge or refund that the message names, if it names one. */
    key: text(),
    rawBody: text().notNull(),
    receivedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    followedAt: timestamp({ withTimezone: true }),
    /** What came of asking the provider: the status found, or `unknown_key`. */
    outcome: text(),
  },
  (table) => [
    index('webhooks_key').on(table.key),
    // Messages that nobody has followed up yet.
    index('webhooks_unfollowed').on(table.receivedAt).where(sql`followed_at is null`),
    check('webhooks_id_not_empty', sql`length(${table.id}) between 1 and 255`),
  ],
);
