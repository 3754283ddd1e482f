import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { OrderId } from '#server/kernel/ids.ts';
import type { MailKind, MailStatus } from '#server/mail/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { orders } from './orders.ts';

/** A mail that a committed fact owes to a shopper, written in the fact's own transaction. */
export const mails = pgTable(
  'mails',
  {
    id: uuid().primaryKey(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    kind: text().$type<MailKind>().notNull(),
    /** Which charge of the order it is about: an order may be declined more than once. */
    attemptNumber: integer().notNull(),
    locale: text().$type<Locale>().notNull(),
    recipient: text().notNull(),
    status: text().$type<MailStatus>().notNull().default('owed'),
    /** What was written, without the secret of its link. */
    subject: text(),
    body: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When somebody may send it. A sender moves this forward before it starts, so nobody else does, too. */
    nextSendAt: timestamp({ withTimezone: true }).defaultNow(),
    sends: integer().notNull().default(0),
    sentAt: timestamp({ withTimezone: true }),
    lastError: text(),
  },
  (table) => [
    // Nobody is told the same thing twice.
    unique('mails_once').on(table.orderId, table.kind, table.attemptNumber),
    // The sweeper's list: its size follows the backlog, not the history.
    index('mails_due').on(table.nextSendAt).where(sql`next_send_at is not null`),
    check(
      'mails_kind',
      sql`${table.kind} in ('confirmed', 'declined', 'review', 'cancelled', 'refunded', 'surplus_refunded')`,
    ),
    check('mails_status', sql`${table.status} in ('owed', 'sent', 'kept', 'outdated', 'failed')`),
    check('mails_owed_has_next_send', sql`(${table.status} = 'owed') = (${table.nextSendAt} is not null)`),
    check('mails_sent_has_time', sql`(${table.status} = 'sent') = (${table.sentAt} is not null)`),
  ],
);

/** A link that opens an order page once, in the browser that follows it. Only its hash is kept. */
export const orderLinks = pgTable(
  'order_links',
  {
    tokenHash: text().primaryKey(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('order_links_order').on(table.orderId)],
);

/** A browser, other than the buyer's own, that proved once that an order is theirs. Hash of its cookie. */
export const orderAccess = pgTable(
  'order_access',
  {
    cookieHash: text().primaryKey(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('order_access_order').on(table.orderId)],
);
