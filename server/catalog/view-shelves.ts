import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { toBookCard } from './book-card.ts';
import {
  countByCategory,
  findBookBySlug,
  findBooksToBuy,
  findShelves,
  findStockedBooks,
  type StockedBook,
} from './catalog-store.ts';
import { BOOK_CATEGORIES, BOOKS_PER_SHELF, type BookCard, type Shelves } from './contract.ts';

/**
 * The home page's shelves: what sells best, and the best of each category. Only books that can be ordered stand on
 * them; a category's total counts all of its books, and a category without any has no shelf.
 */
export async function viewShelves(ctx: Ctx): Promise<Shelves> {
  const [bestsellers, places, totals] = await Promise.all([
    findBooksToBuy(ctx.db, {}, BOOKS_PER_SHELF),
    findShelves(ctx.db, BOOK_CATEGORIES, BOOKS_PER_SHELF),
    countByCategory(ctx.db),
  ]);
  const books = await findStockedBooks(
    ctx.db,
    places.map(({ id }) => id),
  );
  return {
    bestsellers: cards(ctx, bestsellers),
    shelves: BOOK_CATEGORIES.flatMap((category) => {
      const total = totals.get(category);
      const onShelf = books.filter(({ book }) => book.category === category);
      return total === undefined ? [] : [{ category, total, books: cards(ctx, onShelf) }];
    }),
  };
}

/**
 * Books that can be ordered instead of this one, or after it: the author's others first, then those of its category
 * that sell best. Throws BOOK_NOT_FOUND.
 */
export async function viewSimilar(ctx: Ctx, slug: string): Promise<{ books: BookCard[] }> {
  const row = await findBookBySlug(ctx.db, slug);
  if (!row) throw new AppError('BOOK_NOT_FOUND', `no book ${slug}`);
  const { id, authorKo, category } = row.book;
  const others = await findBooksToBuy(ctx.db, { authorKo, isNot: { id } }, BOOKS_PER_SHELF);
  const more = await findBooksToBuy(
    ctx.db,
    { category, isNot: { authorKo } },
    BOOKS_PER_SHELF - others.length,
  );
  return { books: cards(ctx, [...others, ...more]) };
}

function cards(ctx: Ctx, rows: readonly StockedBook[]): BookCard[] {
  const now = ctx.clock.now();
  return rows.map(({ book, available }) => toBookCard(book, available, now));
}
