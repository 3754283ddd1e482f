import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { authorOf, publisherOf, titleOf } from '../_present/book-text.ts';
import { BookCover } from './book-cover.tsx';
import { Price } from './price.tsx';
import { StockBadge } from './stock-badge.tsx';

/** A book on a shelf. The whole tile is one link, named by its title. */
export function BookTile({ book, locale }: { book: BookCard; locale: Locale }) {
  const t = useTranslations('book');
  const gone = book.available === 0;
  return (
    <li className="group relative flex flex-col">
      <div
        className={`overflow-hidden rounded-sm shadow-md motion-safe:transition-transform motion-safe:group-hover:-translate-y-1 ${gone ? 'opacity-50 grayscale' : ''}`}
      >
        <BookCover book={book} locale={locale} />
      </div>
      <h3 className="mt-3 font-serif text-lg leading-snug font-semibold">
        <Link
          href={`/books/${book.slug}`}
          prefetch={false}
          className="after:absolute after:inset-0 after:content-[''] group-hover:underline"
        >
          {titleOf(book, locale)}
        </Link>
      </h3>
      <p className="mt-0.5 text-sm text-muted">
        {t('authorAndPublisher', { author: authorOf(book, locale), publisher: publisherOf(book, locale) })}
      </p>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2 pt-2">
        <Price book={book} locale={locale} />
        <StockBadge book={book} />
      </div>
    </li>
  );
}
