import { asc, desc, eq, gt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { books, stock } from '#db/schema/catalog.ts';
import type { BookId } from '../kernel/ids.ts';
import type { BookCategory } from './contract.ts';

export type Book = typeof books.$inferSelect;

/** The shelf, books that can be bought first. */
export async function findBooks(db: Database, category: BookCategory | undefined) {
  return db
    .select({ book: books, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(category && eq(books.category, category))
    .orderBy(desc(gt(stock.available, 0)), asc(books.titleKo), asc(books.id));
}

export async function findBookBySlug(db: Database, slug: string) {
  const [row] = await db
    .select({ book: books, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(eq(books.slug, slug));
  return row;
}

export async function findBookById(db: Database, id: BookId) {
  const [book] = await db.select().from(books).where(eq(books.id, id));
  return book;
}
