import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { BookId, BuyerId } from '#server/kernel/ids.ts';
import { books } from './catalog.ts';

/** What one browser means to buy. Holds nothing: stock is taken when the order is placed. */
export const cartLines = pgTable(
  'cart_lines',
  {
    buyerId: uuid().$type<BuyerId>().notNull(),
    bookId: uuid()
      .$type<BookId>()
      .notNull()
      .references(() => books.id, { onDelete: 'cascade' }),
    quantity: integer().notNull(),
    /** The sale price in won when the shopper last touched the line, to explain a change. */
    seenPrice: integer().notNull(),
    /** Put aside by the shopper: shown below the cart, outside every total. */
    savedForLater: boolean().notNull().default(false),
    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.buyerId, table.bookId] }),
    check('cart_lines_quantity', sql`${table.quantity} between 1 and 20`),
  ],
);
