import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AttemptId, OrderId, RefundId } from '#server/kernel/ids.ts';
import type { AttemptStatus, EvidenceSource } from '#server/payments/contract.ts';
import { orders } from './orders.ts';

/** One try to charge one order. Amount in whole won. */
export const attempts = pgTable(
  'attempts',
  {
    id: uuid().$type<AttemptId>().primaryKey(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    /** Counts the attempts of one order from 1; part of the provider's key. */
    number: integer().notNull(),
    providerKey: text().notNull(),
    amount: integer().notNull(),
    paymentToken: text().notNull(),
    status: text().$type<AttemptStatus>().notNull(),
    /** How often the key was sent, how often we looked, how often we asked to void it. */
    sends: integer().notNull().default(0),
    /** Sendings that are proven to have done nothing. Equal to `sends`: the key may be sent again. */
    harmlessSends: integer().notNull().default(0),
    checks: integer().notNull().default(0),
    fences: integer().notNull().default(0),
    /** Who holds the right to send until when; over while `sending` means that the sender died. */
    leaseUntil: timestamp({ withTimezone: true }),
    /** When the key was last sent. Whatever was sent before is proven to have done nothing. */
    sentAt: timestamp({ withTimezone: true }),
    lastCheckedAt: timestamp({ withTimezone: true }),
    /** When the attempt wants to be looked at again; null when nothing is left to do. */
    nextCheckAt: timestamp({ withTimezone: true }),
    reviewDueAt: timestamp({ withTimezone: true }),
    /** Who takes care of the review; null until somebody does. */
    reviewOwner: text(),
    /** The newest news in one short code, for the admin's list. */
    lastResult: text(),
    declineCode: text(),
    providerPaymentId: text(),
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('attempts_provider_key').on(table.providerKey),
    unique('attempts_order_number').on(table.orderId, table.number),
    // An order is never charged by two attempts at once.
    uniqueIndex('attempts_one_live_per_order')
      .on(table.orderId)
      .where(sql`status in ('created', 'sending', 'pending', 'unknown', 'fencing', 'review')`),
    // The sweeper's and the admin's list of unfinished work: its size follows the backlog, not the history.
    index('attempts_due').on(table.nextCheckAt).where(sql`next_check_at is not null`),
    check('attempts_amount_positive', sql`${table.amount} > 0`),
    check(
      'attempts_status',
      sql`${table.status} in ('created', 'sending', 'pending', 'unknown', 'fencing', 'review', 'paid', 'declined', 'not_charged', 'abandoned')`,
    ),
    check('attempts_harmless_sends', sql`${table.harmlessSends} between 0 and ${table.sends}`),
    check('attempts_sending_has_lease', sql`${table.status} <> 'sending' or ${table.leaseUntil} is not null`),
    // Nothing unfinished may be forgotten.
    check(
      'attempts_live_has_next_check',
      sql`${table.status} in ('paid', 'declined', 'not_charged', 'abandoned') or ${table.nextCheckAt} is not null`,
    ),
    check(
      'attempts_review_has_deadline',
      sql`${table.status} <> 'review' or ${table.reviewDueAt} is not null`,
    ),
    check(
      'attempts_paid_has_payment',
      sql`${table.status} <> 'paid' or ${table.providerPaymentId} is not null`,
    ),
  ],
);

/** One piece of news about an attempt, as it came. Append-only: a trigger refuses update and delete. */
export const evidence = pgTable(
  'evidence',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    attemptId: uuid()
      .$type<AttemptId>()
      .notNull()
      .references(() => attempts.id, { onDelete: 'restrict' }),
    /** Set when the news is about giving the money back. */
    refundId: uuid().$type<RefundId>(),
    source: text().$type<EvidenceSource>().notNull(),
    actor: text().notNull(),
    /** What the news says: `paid`, `declined`, `unknown`, … (server/payments/rules.ts). */
    finding: text().notNull(),
    /** Short code of the reason, e.g. `timeout`, `http_500`, `not_found`. */
    detail: text(),
    requestId: text(),
    rawBody: text(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  // The attempt's own story, oldest first.
  (table) => [index('evidence_attempt').on(table.attemptId, table.id)],
);

/** Every change of a status, with who did it and the news that made it so. */
export const transitions = pgTable(
  'transitions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    subject: text().$type<'order' | 'attempt' | 'refund'>().notNull(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    attemptId: uuid()
      .$type<AttemptId>()
      .notNull()
      .references(() => attempts.id, { onDelete: 'restrict' }),
    fromStatus: text(),
    toStatus: text().notNull(),
    actor: text().notNull(),
    evidenceId: bigint({ mode: 'number' })
      .notNull()
      .references(() => evidence.id, { onDelete: 'restrict' }),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('transitions_order').on(table.orderId, table.id),
    check('transitions_subject', sql`${table.subject} in ('order', 'attempt', 'refund')`),
  ],
);
