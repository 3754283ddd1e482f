import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { BookPage } from '#server/catalog/contract.ts';
import { alternatesOf } from '../../../_preferences/language-address.ts';
import { authorOf, titleOf } from '../../../_present/book-text.ts';
import { sharePictureAddress } from '../../../_present/cover-address.ts';
import { OPEN_GRAPH_LOCALES } from '../../../_present/open-graph.ts';
import { SHARE_PICTURE } from '../../../_present/share-svg.ts';

/** What search engines and social networks read of a book's page. */
export async function bookMetadata(book: BookPage): Promise<Metadata> {
  const locale = await getLocale();
  const site = await getTranslations('site');
  const alternates = alternatesOf(locale, `/books/${book.slug}`);
  return {
    title: `${titleOf(book, locale)} — ${authorOf(book, locale)}`,
    description: locale === 'ko' ? book.descriptionKo : book.descriptionEn,
    alternates,
    openGraph: {
      ...OPEN_GRAPH_LOCALES[locale],
      type: 'book',
      siteName: site('name'),
      url: alternates.canonical,
      images: [{ url: sharePictureAddress(book), ...SHARE_PICTURE, alt: titleOf(book, locale) }],
      ...(book.isbn13 === null ? {} : { isbn: book.isbn13 }),
    },
  };
}
