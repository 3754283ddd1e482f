import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';

type Titled = Pick<BookCard, 'titleKo' | 'titleEn'>;

export function titleOf(book: Titled, locale: Locale): string {
  return locale === 'ko' ? book.titleKo : book.titleEn;
}

/** The title in the language the page is not in, for people who know the book by that name. */
export function otherTitleOf(book: Titled, locale: Locale): string {
  return locale === 'ko' ? book.titleEn : book.titleKo;
}

export function authorOf(book: Pick<BookCard, 'authorKo' | 'authorEn'>, locale: Locale): string {
  return locale === 'ko' ? book.authorKo : book.authorEn;
}

export function publisherOf(book: Pick<BookCard, 'publisherKo' | 'publisherEn'>, locale: Locale): string {
  return locale === 'ko' ? book.publisherKo : book.publisherEn;
}
