import { getLocale, getTranslations } from 'next-intl/server';
import type { BookPage } from '#server/catalog/contract.ts';
import { pathIn } from '../../../_preferences/language-address.ts';
import { bookSchema } from '../../../_present/book-schema.ts';
import { titleOf } from '../../../_present/book-text.ts';
import { listingPath } from '../../../_present/listing-address.ts';
import { breadcrumbSchema } from '../../../_present/site-schema.ts';
import { shopUrl } from '../../../_trpc/server.ts';
import { StructuredData } from '../../../_ui/structured-data.tsx';

/** What a book's page says to search engines: the book, its offer, and the way to it. */
export async function BookStructuredData({ book }: { book: BookPage }) {
  const locale = await getLocale();
  const site = await getTranslations('site');
  const categories = await getTranslations('categories');
  const shop = shopUrl();
  const urlOf = (plainPath: string) => new URL(pathIn(locale, plainPath), shop).href;
  const url = urlOf(`/books/${book.slug}`);
  const way = [
    { name: site('name'), url: urlOf('/') },
    { name: categories(book.category), url: urlOf(listingPath({ category: book.category })) },
    { name: titleOf(book, locale), url },
  ];
  return (
    <>
      <StructuredData data={bookSchema(book, locale, url, shop)} />
      <StructuredData data={breadcrumbSchema(way)} />
    </>
  );
}
