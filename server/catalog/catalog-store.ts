import { and, asc, count, desc, eq, gt, gte, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { books, stock } from '#db/schema/catalog.ts';
import type { BookId } from '../kernel/ids.ts';
import type { BookCategory, BookSort, ListBooksInput } from './contract.ts';

export type Book = typeof books.$inferSelect;
export type StockedBook = { book: Book; available: number };

const sellable = gt(stock.available, 0);

const ORDERS: Record<BookSort, SQL[]> = {
  relevance: [desc(sellable), asc(books.titleKo), asc(books.id)],
  popular: [desc(sellable), asc(books.titleKo), asc(books.id)],
  newest: [desc(books.publishedYear), asc(books.id)],
  price_low: [asc(books.salePrice), asc(books.id)],
  price_high: [desc(books.salePrice), asc(books.id)],
  title: [asc(books.titleKo), asc(books.id)],
};

export async function findBooks(
  db: Database,
  list: ListBooksInput & { offset: number; limit: number },
): Promise<StockedBook[]> {
  return db
    .select({ book: books, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(matching(list))
    .orderBy(...ORDERS[list.sort ?? 'relevance'])
    .offset(list.offset)
    .limit(list.limit);
}

export async function countBooks(db: Database, list: ListBooksInput): Promise<number> {
  const [row] = await db
    .select({ books: count() })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(matching(list));
  return row?.books ?? 0;
}

function matching({ q, category, inStock, minPrice, maxPrice }: ListBooksInput): SQL | undefined {
  const texts = [books.titleKo, books.titleEn, books.authorKo, books.authorEn, books.isbn13];
  return and(
    q ? or(...texts.map((text) => sql`strpos(lower(${text}), lower(${q})) > 0`)) : undefined,
    category && eq(books.category, category),
    inStock ? sellable : undefined,
    minPrice === undefined ? undefined : gte(books.salePrice, minPrice),
    maxPrice === undefined ? undefined : lte(books.salePrice, maxPrice),
  );
}

/** Other books of the author or the category, the author's first. */
export async function findSimilarBooks(db: Database, book: Book, limit: number): Promise<StockedBook[]> {
  const sameAuthor = eq(books.authorKo, book.authorKo);
  return db
    .select({ book: books, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(and(ne(books.id, book.id), or(sameAuthor, eq(books.category, book.category))))
    .orderBy(desc(sellable), desc(sameAuthor), asc(books.id))
    .limit(limit);
}

export async function countByCategory(db: Database): Promise<{ category: BookCategory; total: number }[]> {
  return db.select({ category: books.category, total: count() }).from(books).groupBy(books.category);
}

export async function findSlugs(db: Database, offset: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ slug: books.slug })
    .from(books)
    .orderBy(asc(books.id))
    .offset(offset)
    .limit(limit);
  return rows.map((row) => row.slug);
}

export async function findBookBySlug(db: Database, slug: string): Promise<StockedBook | undefined> {
  const [row] = await db
    .select({ book: books, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(eq(books.slug, slug));
  return row;
}

export async function findBookById(db: Database, id: BookId): Promise<Book | undefined> {
  const [book] = await db.select().from(books).where(eq(books.id, id));
  return book;
}
