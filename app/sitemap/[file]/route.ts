import { notFound } from 'next/navigation';
import { BOOK_CATEGORIES } from '#server/catalog/contract.ts';
import { pathIn } from '../../_preferences/language-address.ts';
import { listingPath } from '../../_present/listing-address.ts';
import { sitemapXml } from '../../_present/sitemap-xml.ts';
import { orNotFound } from '../../_trpc/or-not-found.ts';
import { caller, shopUrl } from '../../_trpc/server.ts';

type Context = { params: Promise<{ file: string }> };

/**
 * One part of the sitemap: the books of that part, in both languages, and with the first part the front page
 * and the categories. Which address is which page's translation is said by the pages themselves.
 */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const [, number] = /^(\d{1,5})\.xml$/.exec((await params).file) ?? notFound();
  const part = Number(number);
  const { slugs } = await orNotFound((await caller()).catalog.sitemapPart({ part }));
  if (part > 0 && slugs.length === 0) notFound();
  const lists = ['/', ...BOOK_CATEGORIES.map((category) => listingPath({ category }))];
  const pages = [...(part === 0 ? lists : []), ...slugs.map((slug) => `/books/${slug}`)];
  const shop = shopUrl();
  const urls = pages.flatMap((page) => [pathIn('ko', page), pathIn('en', page)]);
  return new Response(sitemapXml(urls.map((path) => new URL(path, shop).href)), {
    headers: { 'Content-Type': 'application/xml' },
  });
}
