import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ListBooksInput } from '#server/catalog/contract.ts';
import { alternatesOf } from '../_preferences/language-address.ts';
import { indexedPathOf } from '../_present/indexed-path.ts';

/** What search engines and the browser's tab read of the front page (`null`) or of a list. */
export async function catalogueMetadata(listing: ListBooksInput | null): Promise<Metadata> {
  const locale = await getLocale();
  if (listing === null) return { alternates: alternatesOf(locale, '/') };
  const title = await titleOfList(listing);
  const path = indexedPathOf(listing);
  // A canonical address beside `noindex` would say two things at once.
  return path === null
    ? { title, robots: { index: false, follow: true } }
    : { title, alternates: alternatesOf(locale, path) };
}

async function titleOfList({ q, category }: ListBooksInput): Promise<string> {
  if (q !== undefined) return (await getTranslations('listing'))('results', { q });
  if (category !== undefined) return (await getTranslations('categories'))(category);
  return (await getTranslations('shelf'))('allBooks');
}
