import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { BookCategory } from '#server/catalog/contract.ts';
import type { BookId } from '#server/kernel/ids.ts';

export const books = pgTable(
  'books',
  {
    id: uuid().$type<BookId>().primaryKey(),
    slug: text().notNull().unique(),
    titleKo: text().notNull(),
    titleEn: text().notNull(),
    authorKo: text().notNull(),
    authorEn: text().notNull(),
    publisherKo: text().notNull(),
    publisherEn: text().notNull(),
    publishedYear: integer().notNull(),
    pages: integer().notNull(),
    isbn13: text().unique(),
    category: text().$type<BookCategory>().notNull(),
    descriptionKo: text().notNull(),
    descriptionEn: text().notNull(),
    listPrice: integer().notNull(),
    salePrice: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check('books_sale_price_positive', sql`${table.salePrice} > 0`),
    check('books_sale_price_at_most_list', sql`${table.salePrice} <= ${table.listPrice}`),
    // The fixed book price law allows a discount of at most a tenth.
    check(
      'books_discount_at_most_tenth',
      sql`${table.salePrice}::bigint * 10 >= ${table.listPrice}::bigint * 9`,
    ),
    check('books_pages_positive', sql`${table.pages} > 0`),
    // The shelf of one category.
    index('books_category').on(table.category),
  ],
);

/**
 * How many copies there are, apart from the books: order lines reference `books`, and a foreign key to
 * the row that every buyer updates costs most of the throughput.
 * `available + held + committed = received` holds at every commit (held and committed: reservations).
 */
export const stock = pgTable(
  'stock',
  {
    bookId: uuid()
      .$type<BookId>()
      .primaryKey()
      .references(() => books.id, { onDelete: 'restrict' }),
    /** Copies that ever came in. */
    received: integer().notNull(),
    /** Copies on the shelf that no order holds. */
    available: integer().notNull(),
  },
  (table) => [
    check('stock_available_not_negative', sql`${table.available} >= 0`),
    check('stock_available_at_most_received', sql`${table.available} <= ${table.received}`),
  ],
);
