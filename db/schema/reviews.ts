import { sql } from 'drizzle-orm';
import { check, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { AttemptId } from '#server/kernel/ids.ts';
import { attempts } from './payments.ts';

/** One admin's judgement of a payment in review. Two different admins have to agree. */
export const reviewVotes = pgTable(
  'review_votes',
  {
    id: uuid().primaryKey(),
    attemptId: uuid()
      .$type<AttemptId>()
      .notNull()
      .references(() => attempts.id, { onDelete: 'restrict' }),
    admin: text().notNull(),
    verdict: text().$type<'paid' | 'declined' | 'not_charged'>().notNull(),
    reason: text().notNull(),
    /** The provider's id of the payment; a verdict of `paid` needs it. */
    providerPaymentId: text(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('review_votes_one_per_admin').on(table.attemptId, table.admin),
    check('review_votes_verdict', sql`${table.verdict} in ('paid', 'declined', 'not_charged')`),
    check('review_votes_reason', sql`length(${table.reason}) >= 10`),
    check(
      'review_votes_paid_names_payment',
      sql`${table.verdict} <> 'paid' or ${table.providerPaymentId} is not null`,
    ),
  ],
);
