import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { deliveryDay } from '../kernel/delivery-day.ts';
import type { BookId } from '../kernel/ids.ts';
import { pointsFor } from '../kernel/points.ts';
import {
  type Book,
  countBooks,
  countByCategory,
  findBookById,
  findBookBySlug,
  findBooks,
  findSimilarBooks,
  findSlugs,
} from './catalog-store.ts';
import {
  BOOK_CATEGORIES,
  BOOKS_PER_PAGE,
  BOOKS_PER_SHELF,
  BOOKS_PER_SITEMAP,
  type BookCard,
  type BookList,
  type BookPage,
  type ListBooksInput,
  type Shelves,
} from './contract.ts';
import { availabilityOf } from './rules.ts';

/** A book as shelves and carts show it. */
export function toBookCard(book: Book, available: number): BookCard {
  const { id, slug, titleKo, titleEn, authorKo, authorEn, publisherKo, publisherEn } = book;
  const { category, listPrice, salePrice } = book;
  const texts = { titleKo, titleEn, authorKo, authorEn, publisherKo, publisherEn };
  return {
    id,
    slug,
    ...texts,
    category,
    listPrice,
    salePrice,
    points: pointsFor(salePrice),
    available,
    availability: availabilityOf(available),
    onSaleFrom: null,
  };
}

/** One page of the books that fit; the last one when a later one was asked for. */
export async function listBooks(ctx: Ctx, input: ListBooksInput): Promise<BookList> {
  const total = await countBooks(ctx.db, input);
  const pages = Math.max(1, Math.ceil(total / BOOKS_PER_PAGE));
  const page = Math.min(input.page ?? 1, pages);
  const offset = (page - 1) * BOOKS_PER_PAGE;
  const rows = await findBooks(ctx.db, { ...input, offset, limit: BOOKS_PER_PAGE });
  return { books: rows.map(({ book, available }) => toBookCard(book, available)), total, page, pages };
}

/** The home page's shelves; a category without books has none. */
export async function viewShelves(ctx: Ctx): Promise<Shelves> {
  const top = async (list: ListBooksInput) => {
    const rows = await findBooks(ctx.db, { ...list, offset: 0, limit: BOOKS_PER_SHELF });
    return rows.map(({ book, available }) => toBookCard(book, available));
  };
  const totals = new Map((await countByCategory(ctx.db)).map(({ category, total }) => [category, total]));
  const shelves = BOOK_CATEGORIES.map(async (category) => ({
    category,
    total: totals.get(category) ?? 0,
    books: await top({ category }),
  }));
  return {
    bestsellers: await top({}),
    shelves: (await Promise.all(shelves)).filter((shelf) => shelf.total > 0),
  };
}

/** Books to buy instead of this one, or after it. Throws BOOK_NOT_FOUND. */
export async function similarBooks(ctx: Ctx, slug: string): Promise<{ books: BookCard[] }> {
  const row = await findBookBySlug(ctx.db, slug);
  if (!row) throw new AppError('BOOK_NOT_FOUND', `no book ${slug}`);
  const rows = await findSimilarBooks(ctx.db, row.book, BOOKS_PER_SHELF);
  return { books: rows.map(({ book, available }) => toBookCard(book, available)) };
}

/** The slugs that one file of the sitemap names; none when there is no such part. */
export async function viewSitemapPart(ctx: Ctx, part: number): Promise<{ slugs: string[] }> {
  return { slugs: await findSlugs(ctx.db, part * BOOKS_PER_SITEMAP, BOOKS_PER_SITEMAP) };
}

/** One book's page. Throws BOOK_NOT_FOUND. */
export async function viewBook(ctx: Ctx, slug: string): Promise<BookPage> {
  const row = await findBookBySlug(ctx.db, slug);
  if (!row) throw new AppError('BOOK_NOT_FOUND', `no book ${slug}`);
  const { publishedYear, pages, isbn13, descriptionKo, descriptionEn } = row.book;
  return {
    ...toBookCard(row.book, row.available),
    publishedYear,
    pages,
    isbn13,
    descriptionKo,
    descriptionEn,
    deliverOn: row.available > 0 ? deliveryDay(ctx.clock.now()) : null,
  };
}

/** What a book costs now, in won. Throws BOOK_NOT_FOUND. */
export async function priceOfBook(ctx: Ctx, id: BookId): Promise<number> {
  const book = await findBookById(ctx.db, id);
  if (!book) throw new AppError('BOOK_NOT_FOUND', `no book ${id}`);
  return book.salePrice;
}
