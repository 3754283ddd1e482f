import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { authorOf, publisherOf, titleOf } from '../_present/book-text.ts';
import { BookCover } from './book-cover.tsx';
import { LinkPending } from './link-pending.tsx';
import { Points } from './points.tsx';
import { Price } from './price.tsx';
import { StockBadge } from './stock-badge.tsx';

type BookTileProps = {
  book: BookCard;
  locale: Locale;
  /** Whether the cover is on the first screen, and should not wait until it is scrolled to. */
  eager: boolean;
  /** Its place among the bestsellers, from 1. */
  rank?: number | undefined;
};

/** A book on a shelf. The whole tile is one link, named by its title. */
export function BookTile({ book, locale, eager, rank }: BookTileProps) {
  const t = useTranslations('book');
  const title = titleOf(book, locale);
  const gone = book.available === 0;
  return (
    <li className="group relative grid grid-cols-1 grid-rows-[auto_auto_1fr]">
      <div
        className={`col-start-1 row-start-1 self-start overflow-hidden rounded-sm shadow-md motion-safe:transition-[translate,box-shadow] motion-safe:duration-200 motion-safe:group-hover:-translate-y-1 motion-safe:group-hover:shadow-xl ${gone ? 'opacity-60 grayscale' : ''}`}
      >
        <BookCover book={book} locale={locale} loading={eager ? 'eager' : 'lazy'} />
      </div>
      <div className="row-start-2 mt-3 flex gap-2.5">
        {rank !== undefined && (
          <span
            aria-hidden="true"
            className="font-serif text-3xl leading-none font-bold text-accent tabular-nums"
          >
            {rank}
          </span>
        )}
        <div className="min-w-0">
          <h3 className="line-clamp-2 wrap-break-word font-serif text-base leading-snug font-semibold sm:text-lg sm:leading-snug">
            <Link
              href={`/books/${book.slug}`}
              prefetch={false}
              title={title}
              className="after:absolute after:inset-0 after:content-[''] group-hover:underline group-hover:decoration-1 group-hover:underline-offset-4"
            >
              {title}
              <LinkPending />
            </Link>
          </h3>
          <p className="mt-1 line-clamp-2 text-sm leading-snug text-muted">
            {t('authorAndPublisher', {
              author: authorOf(book, locale),
              publisher: publisherOf(book, locale),
            })}
          </p>
        </div>
      </div>
      <p className="row-start-3 flex flex-wrap items-baseline gap-x-2 self-end pt-2 [&>:has(s)]:basis-full">
        <Price book={book} locale={locale} />
        <Points points={book.points} />
      </p>
      {book.availability !== 'in_stock' && (
        <p className="relative col-start-1 row-start-1 translate-y-1/2 self-end justify-self-end pr-2 leading-none">
          <StockBadge book={book} />
        </p>
      )}
    </li>
  );
}
