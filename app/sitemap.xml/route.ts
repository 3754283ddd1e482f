import { BOOKS_PER_SITEMAP } from '#server/catalog/contract.ts';
import { sitemapIndexXml } from '../_present/sitemap-xml.ts';
import { caller, shopUrl } from '../_trpc/server.ts';

/** Names the parts of the sitemap: the books are too many for one file. */
export async function GET(): Promise<Response> {
  const { total } = await (await caller()).catalog.list({});
  const parts = Math.max(1, Math.ceil(total / BOOKS_PER_SITEMAP));
  const files = Array.from({ length: parts }, (_, part) => new URL(`/sitemap/${part}.xml`, shopUrl()).href);
  return new Response(sitemapIndexXml(files), { headers: { 'Content-Type': 'application/xml' } });
}
