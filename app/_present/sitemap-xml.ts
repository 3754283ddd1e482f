import { escapeXml } from './escape-xml.ts';

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A sitemap of pages, by their full addresses: at most 50,000 and 50 MB (sitemaps.org). */
export function sitemapXml(urls: readonly string[]): string {
  return document('urlset', 'url', urls);
}

/** A sitemap of sitemaps, by their full addresses. */
export function sitemapIndexXml(urls: readonly string[]): string {
  return document('sitemapindex', 'sitemap', urls);
}

function document(root: string, entry: string, urls: readonly string[]): string {
  const entries = urls.map((url) => `<${entry}><loc>${escapeXml(url)}</loc></${entry}>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">\n${entries.join('')}</${root}>\n`;
}
