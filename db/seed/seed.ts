import { connectDatabase } from '../client.ts';
import { books, stock } from '../schema/catalog.ts';
import { seedBooks } from './books.ts';
import { seedBookId } from './seed-book.ts';

/**
 * Puts the starting catalogue and its copies into the migrated database at `url`, and returns when both are
 * committed. Safe to run at every start: a book that is already there keeps the price and the stock that
 * operators and orders have given it.
 */
export async function seedDatabase(url: string): Promise<void> {
  const { db, close } = connectDatabase(url, 1);
  try {
    await db.transaction(async (tx) => {
      const added = await tx
        .insert(books)
        .values(seedBooks.map(({ stock: _copies, ...book }) => ({ id: seedBookId(book.slug), ...book })))
        .onConflictDoNothing()
        .returning({ slug: books.slug });
      if (added.length === 0) return;

      const addedSlugs = new Set(added.map((book) => book.slug));
      await tx.insert(stock).values(
        seedBooks
          .filter((book) => addedSlugs.has(book.slug))
          .map((book) => ({
            bookId: seedBookId(book.slug),
            received: book.stock,
            available: book.stock,
          })),
      );
    });
  } finally {
    await close();
  }
}
