import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { deliveryDay } from '../kernel/delivery-day.ts';
import { startOfDayInKorea } from '../kernel/korean-day.ts';
import { toBookCard } from './book-card.ts';
import { findBookBySlug, findSlugs } from './catalog-store.ts';
import { BOOKS_PER_SITEMAP, type BookPage } from './contract.ts';

/** One book's page. Throws BOOK_NOT_FOUND. */
export async function viewBook(ctx: Ctx, slug: string): Promise<BookPage> {
  const row = await findBookBySlug(ctx.db, slug);
  if (!row) throw new AppError('BOOK_NOT_FOUND', `no book ${slug}`);
  const { publishedYear, pages, isbn13, descriptionKo, descriptionEn } = row.book;
  const now = ctx.clock.now();
  const card = toBookCard(row.book, row.available, now);
  const sentFrom = card.onSaleFrom === null ? now : startOfDayInKorea(card.onSaleFrom);
  return {
    ...card,
    publishedYear,
    pages,
    isbn13,
    descriptionKo,
    descriptionEn,
    deliverOn: row.available > 0 ? deliveryDay(sentFrom) : null,
  };
}

/** The slugs that one file of the sitemap names; none when there is no such part. */
export async function viewSitemapPart(ctx: Ctx, part: number): Promise<{ slugs: string[] }> {
  return { slugs: await findSlugs(ctx.db, part * BOOKS_PER_SITEMAP, BOOKS_PER_SITEMAP) };
}
