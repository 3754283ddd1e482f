import type { Locale } from '#server/orders/contract.ts';

/*
 * Search engines index a page in one language per address. Korean is at the plain address; the pages that are
 * worth finding have an English address too, with `/en` before the plain one. Everywhere else, and for whoever
 * has chosen a language, the cookie decides.
 */

const ENGLISH = /^\/en(?=$|\?|\/books\/[^/?]+(?:$|\?))/;

/** The plain address of the page at an English one, query included; `null` when `path` is not an English address. */
export function plainPathOf(path: string): string | null {
  if (!ENGLISH.test(path)) return null;
  const rest = path.replace(ENGLISH, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The address of a page, named by its plain one, in a language. Only for the front page, lists and books. */
export function pathIn(locale: Locale, plainPath: string): string {
  return locale === 'ko' ? plainPath : `/en${plainPath.replace(/^\/(?=$|\?)/, '')}`;
}

/**
 * What a page says of its own addresses, as Next's metadata: search engines keep the one of the language it is
 * shown in, and know the other.
 */
export function alternatesOf(locale: Locale, plainPath: string) {
  const [ko, en] = [pathIn('ko', plainPath), pathIn('en', plainPath)];
  return { canonical: locale === 'ko' ? ko : en, languages: { ko, en, 'x-default': ko } };
}
