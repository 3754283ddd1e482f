import { sql } from 'drizzle-orm';
import { boolean, check, date, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
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
    /** No further copies will come: what is left is sold, and then it is gone. */
    outOfPrint: boolean().notNull().default(false),
    /** The first day on sale in Korea, of a book that is announced before it is out. */
    onSaleFrom: date(),
    /** Copies sold in the 90 days before the last ranking. */
    popularity: integer().notNull().default(0),
    /**
     * What search looks through: `| words of a text | the next text |`, each word as the keys that type it. Korean
     * texts stand there without their spaces too, because people put the spaces of a title where they like.
     */
    searchText: text()
      .notNull()
      .generatedAlwaysAs(
        sql`'| ' || search_keys(title_ko) || ' | ' || replace(search_keys(title_ko), ' ', '') || ' | ' || search_keys(title_en) || ' | ' || search_keys(author_ko) || ' | ' || replace(search_keys(author_ko), ' ', '') || ' | ' || search_keys(author_en) || ' | ' || coalesce(isbn13, '') || ' |'`,
      ),
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
    check('books_popularity_not_negative', sql`${table.popularity} >= 0`),
    // Words anywhere in the text, of any length from two keys on.
    index('books_search').using('gin', table.searchText.op('gin_trgm_ops')),
    // Whole words, any of several: what stands in for a mistyped word. Trigrams take 1 ms for each of them.
    index('books_words').using('gin', sql`string_to_array(search_text, ' ')`),
    // Other books of an author.
    index('books_author').on(table.authorKo),
    // What follows is one index for each order in which lists are shown. The id makes the order total; category and
    // price come last so that a deep page of a filtered list, and its count, are read from the index alone.
    index('books_popular').on(table.popularity, table.id, table.category, table.salePrice),
    index('books_newest').on(table.publishedYear, table.id, table.category, table.salePrice),
    index('books_price').on(table.salePrice, table.id, table.category),
    index('books_title_ko').on(table.titleKo, table.id, table.category, table.salePrice),
    index('books_title_en').on(table.titleEn, table.id, table.category, table.salePrice),
    // The shelf of one category, the order in which most people see it.
    index('books_category').on(table.category, table.popularity, table.id, table.salePrice),
  ],
);

/**
 * Every word of four keys or more that search has seen in a text, digits aside: where a mistyped word finds those
 * that were meant. A trigger adds the words of a book; words that no book has any more lead nowhere and may stay.
 */
export const searchWords = pgTable('search_words', { word: text().primaryKey() }, (table) => [
  // Words that share enough of their threes of letters with one that is looked for.
  index('search_words_near').using('gin', table.word.op('gin_trgm_ops')),
]);

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
