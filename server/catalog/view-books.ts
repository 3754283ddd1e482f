import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { BookId } from '../kernel/ids.ts';
import { type Book, findBookById, findBookBySlug, findBooks } from './catalog-store.ts';
import type { BookCard, BookPage, ListBooksInput } from './contract.ts';
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
    available,
    availability: availabilityOf(available),
  };
}

/** All books, or those of one category. */
export async function listBooks(ctx: Ctx, input: ListBooksInput): Promise<{ books: BookCard[] }> {
  const rows = await findBooks(ctx.db, input.category);
  return { books: rows.map(({ book, available }) => toBookCard(book, available)) };
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
  };
}

/** What a book costs now, in won. Throws BOOK_NOT_FOUND. */
export async function priceOfBook(ctx: Ctx, id: BookId): Promise<number> {
  const book = await findBookById(ctx.db, id);
  if (!book) throw new AppError('BOOK_NOT_FOUND', `no book ${id}`);
  return book.salePrice;
}
