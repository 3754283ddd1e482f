import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { books, stock } from '#db/schema/catalog.ts';
import { bookIdSchema } from '../../kernel/ids.ts';

type BookRow = typeof books.$inferInsert;

/** Puts books on the shelf that differ from a plain one only as told, with 10 copies unless told otherwise. */
export async function insertBooks(
  db: Database,
  changes: readonly (Partial<BookRow> & { copies?: number })[],
): Promise<BookRow[]> {
  const rows = changes.map(({ copies = 10, ...change }) => {
    const id = bookIdSchema.parse(randomUUID());
    const book: BookRow = {
      id,
      slug: `book-${id}`,
      titleKo: '책',
      titleEn: 'Book',
      authorKo: '지은이',
      authorEn: 'Author',
      publisherKo: '책방',
      publisherEn: 'Press',
      publishedYear: 2020,
      pages: 200,
      category: 'poetry',
      descriptionKo: '설명',
      descriptionEn: 'Text',
      listPrice: change.salePrice ?? 10_000,
      salePrice: 10_000,
      ...change,
    };
    return { book, copies };
  });
  await db.insert(books).values(rows.map(({ book }) => book));
  await db
    .insert(stock)
    .values(rows.map(({ book, copies }) => ({ bookId: book.id, received: copies, available: copies })));
  return rows.map(({ book }) => book);
}
