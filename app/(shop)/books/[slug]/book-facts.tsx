import { useTranslations } from 'next-intl';
import type { BookPage } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { authorOf, publisherOf } from '../../../_present/book-text.ts';

/** What a catalogue card says of a book; an ISBN only of books that have one. */
export function BookFacts({ book, locale }: { book: BookPage; locale: Locale }) {
  const t = useTranslations('book');
  const categories = useTranslations('categories');
  const facts = [
    [t('author'), authorOf(book, locale)],
    [t('publisher'), publisherOf(book, locale)],
    [t('category'), categories(book.category)],
    [t('publishedYear'), t('year', { year: String(book.publishedYear) })],
    [t('pages'), t('pageCount', { n: book.pages })],
    ...(book.isbn13 === null ? [] : [[t('isbn'), book.isbn13]]),
  ] as const;
  return (
    <dl className="mt-3 divide-y divide-line border-y border-line">
      {facts.map(([name, value]) => (
        <div key={name} className="grid grid-cols-[7rem_1fr] gap-4 py-2.5">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
