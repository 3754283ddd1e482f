import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BookId, BuyerId, OrderId, OrderNumber } from '#server/kernel/ids.ts';
import type { CancelReason, Locale, OrderStatus, ReservationStatus } from '#server/orders/contract.ts';
import { books } from './catalog.ts';

export const orders = pgTable(
  'orders',
  {
    id: uuid().$type<OrderId>().primaryKey(),
    number: text().$type<OrderNumber>().notNull().unique(),
    buyerId: uuid().$type<BuyerId>().notNull(),
    /** The browser's idempotency key, and a hash of the request that first used it. */
    clientKey: text().notNull(),
    requestHash: text().notNull(),
    status: text().$type<OrderStatus>().notNull(),
    email: text().notNull(),
    phone: text().notNull(),
    recipient: text().notNull(),
    postcode: text().notNull(),
    address1: text().notNull(),
    address2: text().notNull(),
    /** What the shopper asks of the courier; empty when nothing. */
    deliveryNote: text().notNull().default(''),
    locale: text().$type<Locale>().notNull(),
    itemsTotal: integer().notNull(),
    shipping: integer().notNull(),
    total: integer().notNull(),
    /** Until when a refused payment may be tried again; then the order is cancelled and its stock freed. */
    retryUntil: timestamp({ withTimezone: true }),
    /** When the shopper asked to cancel although the payment's end was not known. */
    cancelRequestedAt: timestamp({ withTimezone: true }),
    cancelReason: text().$type<CancelReason>(),
    version: integer().notNull().default(1),
    placedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // The same request never happens twice.
    unique('orders_buyer_client_key').on(table.buyerId, table.clientKey),
    check(
      'orders_status',
      sql`${table.status} in ('placed', 'confirmed', 'cancelled', 'refunding', 'refunded')`,
    ),
    check('orders_total_positive', sql`${table.total} > 0`),
    check('orders_total_adds_up', sql`${table.total} = ${table.itemsTotal} + ${table.shipping}`),
    check('orders_shipping_not_negative', sql`${table.shipping} >= 0`),
    check(
      'orders_cancelled_with_reason',
      sql`(${table.status} = 'cancelled') = (${table.cancelReason} is not null)`,
    ),
    // The sweeper looks for orders whose retry window has ended; few are open at any time.
    index('orders_retry_until')
      .on(table.retryUntil)
      .where(sql`status = 'placed' and retry_until is not null`),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    bookId: uuid()
      .$type<BookId>()
      .notNull()
      .references(() => books.id, { onDelete: 'restrict' }),
    quantity: integer().notNull(),
    /** In won, as it was when the order was placed. */
    unitPrice: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.bookId] }),
    check('order_lines_quantity_positive', sql`${table.quantity} > 0`),
    check('order_lines_unit_price_positive', sql`${table.unitPrice} > 0`),
  ],
);

/** Stock that an order holds: one row per order and book, so that it can be given back only once. */
export const reservations = pgTable(
  'reservations',
  {
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'restrict' }),
    bookId: uuid()
      .$type<BookId>()
      .notNull()
      .references(() => books.id, { onDelete: 'restrict' }),
    quantity: integer().notNull(),
    status: text().$type<ReservationStatus>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.bookId] }),
    check('reservations_quantity_positive', sql`${table.quantity} > 0`),
    check('reservations_status', sql`${table.status} in ('held', 'committed', 'released', 'returned')`),
  ],
);
