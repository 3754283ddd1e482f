import type { Locale } from '#server/orders/contract.ts';
import type { CoverBook } from './cover-art.ts';
import { textHash } from './text-hash.ts';

/**
 * Which drawing of covers this is. Browsers keep a cover for a year: whoever changes how covers look raises
 * the number, and a test asks for it.
 */
const EDITION = 1;

/** Names what the cover shows: another title, author or drawing has another version. */
export function coverVersion(book: CoverBook, locale: Locale): string {
  const names = locale === 'ko' ? [book.titleKo, book.authorKo] : [book.titleEn, book.authorEn];
  return version([book.category, ...names]);
}

/** Names what the picture for social networks shows, which has no text in it. */
export function sharePictureVersion(book: Pick<CoverBook, 'category'>): string {
  return version([book.category]);
}

/** Where the cover of a book is, with the names of the given language. */
export function coverAddress(book: CoverBook, locale: Locale): string {
  return `/covers/${book.slug}/${locale}.svg?v=${coverVersion(book, locale)}`;
}

/** Where the picture of a book for social networks is. */
export function sharePictureAddress(book: Pick<CoverBook, 'slug' | 'category'>): string {
  return `/covers/${book.slug}/share.png?v=${sharePictureVersion(book)}`;
}

function version(parts: string[]): string {
  return textHash([EDITION, ...parts].join('\n')).toString(36);
}

/** The language of a cover's file, `null` when there is no such file. */
export function localeOfCoverFile(file: string): Locale | null {
  if (file === 'ko.svg') return 'ko';
  return file === 'en.svg' ? 'en' : null;
}
