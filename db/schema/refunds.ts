import { sql } from 'drizzle-orm';
import {
  boolean,
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
import type { RefundReason, RefundStatus } from '#server/refunds/contract.ts';
import { orders } from './orders.ts';
import { attempts } from './payments.ts';

/** Money on its way back: the mirror image of an attempt. Amount in whole won. */
export const refunds = pgTable(
  'refunds',
  {
    id: uuid().$type<RefundId>().primaryKey(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    attemptId: uuid()
      .$type<AttemptId>()
      .notNull()
      .references(() => attempts.id, { onDelete: 'restrict' }),
    /** The charge at the provider that is given back. */
    providerPaymentId: text().notNull(),
    providerKey: text().notNull(),
    amount: integer().notNull(),
    reason: text().$type<RefundReason>().notNull(),
    /** Whether the books go back on the shelf once the money is back: a choice of its own. */
    restock: boolean().notNull(),
    status: text().$type<RefundStatus>().notNull(),
    sends: integer().notNull().default(0),
    checks: integer().notNull().default(0),
    leaseUntil: timestamp({ withTimezone: true }),
    /** When the key was last sent. */
    sentAt: timestamp({ withTimezone: true }),
    lastCheckedAt: timestamp({ withTimezone: true }),
    /** When the refund wants to be looked at again; null when nothing is left to do. */
    nextCheckAt: timestamp({ withTimezone: true }),
    reviewDueAt: timestamp({ withTimezone: true }),
    lastResult: text(),
    providerRefundId: text(),
    requestedBy: text().notNull(),
    note: text(),
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    succeededAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('refunds_provider_key').on(table.providerKey),
    // Never more back than came in: each charge is given back at most once, and never above its amount (trigger).
    unique('refunds_provider_payment').on(table.providerPaymentId),
    uniqueIndex('refunds_one_per_attempt').on(table.attemptId).where(sql`reason <> 'surplus'`),
    index('refunds_order').on(table.orderId),
    // The sweeper's list of unfinished work.
    index('refunds_due').on(table.nextCheckAt).where(sql`next_check_at is not null`),
    check('refunds_amount_positive', sql`${table.amount} > 0`),
    check(
      'refunds_status',
      sql`${table.status} in ('created', 'sending', 'pending', 'unknown', 'succeeded', 'review')`,
    ),
    check('refunds_sending_has_lease', sql`${table.status} <> 'sending' or ${table.leaseUntil} is not null`),
    check(
      'refunds_unfinished_has_next_check',
      sql`${table.status} = 'succeeded' or ${table.nextCheckAt} is not null`,
    ),
    check(
      'refunds_review_has_deadline',
      sql`${table.status} <> 'review' or ${table.reviewDueAt} is not null`,
    ),
  ],
);
