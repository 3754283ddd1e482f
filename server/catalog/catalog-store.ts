import { and, asc, count, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { books, stock } from '#db/schema/catalog.ts';
import type { BookId } from '../kernel/ids.ts';
import type { BookCategory } from './contract.ts';

export type Book = typeof books.$inferSelect;
export type StockedBook = { book: Book; available: number };

function selectStocked(db: Database) {
  return db
    .select({ book: books, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id));
}

export async function findBookBySlug(db: Database, slug: string): Promise<StockedBook | undefined> {
  const [row] = await selectStocked(db).where(eq(books.slug, slug));
  return row;
}

/** The books with these ids, in the order of the ids. */
export async function findStockedBooks(db: Database, ids: readonly BookId[]): Promise<StockedBook[]> {
  const rows = await selectStocked(db).where(inArray(books.id, [...ids]));
  const byId = new Map(rows.map((row) => [row.book.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

type Kind = {
  authorKo?: string;
  category?: BookCategory;
  isNot?: { id?: BookId; authorKo?: string };
};

/** At most `limit` books of a kind that can be ordered, those first that sell best. */
export async function findBooksToBuy(
  db: Database,
  { authorKo, category, isNot }: Kind,
  limit: number,
): Promise<StockedBook[]> {
  const ofKind = and(
    gt(stock.available, 0),
    authorKo === undefined ? undefined : eq(books.authorKo, authorKo),
    category && eq(books.category, category),
    isNot?.id && ne(books.id, isNot.id),
    isNot?.authorKo === undefined ? undefined : ne(books.authorKo, isNot.authorKo),
  );
  return selectStocked(db).where(ofKind).orderBy(desc(books.popularity), desc(books.id)).limit(limit);
}

/** The best-selling books of each category that can be ordered, at most `perShelf` of each. */
export async function findShelves(
  db: Database,
  categories: readonly BookCategory[],
  perShelf: number,
): Promise<{ id: BookId }[]> {
  return db.execute<{ id: BookId }>(sql`
    select book.id
    from unnest(${sql.param(categories)}::text[]) as shelf (category)
    cross join lateral (
      select ${books.id}, ${books.popularity}
      from ${books} join ${stock} on ${stock.bookId} = ${books.id}
      where ${books.category} = shelf.category and ${stock.available} > 0
      order by ${books.popularity} desc, ${books.id} desc
      limit ${perShelf}
    ) as book
    order by book.popularity desc, book.id desc`);
}

export async function countByCategory(db: Database): Promise<Map<BookCategory, number>> {
  const rows = await db
    .select({ category: books.category, total: count() })
    .from(books)
    .groupBy(books.category);
  return new Map(rows.map(({ category, total }) => [category, total]));
}

export async function findSlugs(db: Database, offset: number, limit: number): Promise<string[]> {
  const rows = await db
    .select({ slug: books.slug })
    .from(books)
    .orderBy(asc(books.slug))
    .offset(offset)
    .limit(limit);
  return rows.map((row) => row.slug);
}

/** Writes how many copies of each book went lately, none where a book is not named, and returns how many changed. */
export async function setPopularity(
  db: Database,
  sold: readonly { bookId: BookId; copies: number }[],
): Promise<number> {
  const changed = await db.execute(sql`
    update ${books} set popularity = coalesce(sold.copies, 0)
    from ${books} as before
    left join jsonb_to_recordset(${JSON.stringify(sold)}::jsonb) as sold ("bookId" uuid, copies integer)
      on sold."bookId" = before.id
    where ${books.id} = before.id and before.popularity <> coalesce(sold.copies, 0)`);
  return changed.count;
}
