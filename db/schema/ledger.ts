import { sql } from 'drizzle-orm';
import { bigint, check, index, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import type { AttemptId, OrderId } from '#server/kernel/ids.ts';
import type { CaseKind, CaseStatus } from '#server/ledger/contract.ts';
import { orders } from './orders.ts';
import { attempts } from './payments.ts';

/** The provider's ledger lines that have been compared with our books. */
export const ledgerLines = pgTable(
  'ledger_lines',
  {
    /** The provider's id of the line: comparing it again changes nothing. */
    id: text().primaryKey(),
    type: text().$type<'charge' | 'refund' | 'reversal'>().notNull(),
    providerPaymentId: text().notNull(),
    providerKey: text().notNull(),
    merchantOrderId: text().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
    currency: text().notNull(),
    postedAt: timestamp({ withTimezone: true }).notNull(),
    comparedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // What the ledger says about one key, one payment, one order.
    index('ledger_lines_key').on(table.providerKey),
    index('ledger_lines_payment').on(table.providerPaymentId),
    index('ledger_lines_order').on(table.merchantOrderId),
    check('ledger_lines_type', sql`${table.type} in ('charge', 'refund', 'reversal')`),
  ],
);

/** How far a reader of the provider's ledger has come. */
export const ledgerCursors = pgTable('ledger_cursors', {
  reader: text().primaryKey(),
  cursor: text(),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** A difference between our books and the provider's, named once and tracked until it is resolved. */
export const cases = pgTable(
  'cases',
  {
    id: uuid().primaryKey(),
    kind: text().$type<CaseKind>().notNull(),
    /** What the difference is about: a ledger line, an attempt or a refund. One case per kind and subject. */
    subject: text().notNull(),
    status: text().$type<CaseStatus>().notNull(),
    orderId: uuid()
      .$type<OrderId>()
      .references(() => orders.id, { onDelete: 'restrict' }),
    attemptId: uuid()
      .$type<AttemptId>()
      .references(() => attempts.id, { onDelete: 'restrict' }),
    /** Both sides as they were when the case was opened: amounts in won, keys, ids. */
    details: jsonb().$type<Record<string, string | number | null>>().notNull(),
    /** Who or what settled it, e.g. `refund`, `found_by_query`, an admin's name. */
    resolution: text(),
    openedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    resolvedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('cases_once').on(table.kind, table.subject),
    index('cases_open').on(table.openedAt).where(sql`status = 'open'`),
    check('cases_status', sql`${table.status} in ('open', 'resolved')`),
    check('cases_resolved_says_how', sql`(${table.status} = 'resolved') = (${table.resolution} is not null)`),
    check(
      'cases_kind',
      sql`${table.kind} in ('missing_here', 'missing_there', 'amount', 'double', 'orphan')`,
    ),
  ],
);
