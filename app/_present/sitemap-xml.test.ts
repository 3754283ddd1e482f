import { expect, test } from 'vitest';
import { sitemapIndexXml, sitemapXml } from './sitemap-xml.ts';

test('a sitemap names pages, one per entry', () => {
  const xml = sitemapXml(['https://books.example/', 'https://books.example/?category=poetry&page=2']);
  expect(xml).toContain('<url><loc>https://books.example/</loc></url>');
  expect(xml).toContain('<loc>https://books.example/?category=poetry&amp;page=2</loc>');
});

test('the sitemap of sitemaps names their files', () => {
  expect(sitemapIndexXml(['https://books.example/sitemap/0.xml'])).toContain(
    '<sitemap><loc>https://books.example/sitemap/0.xml</loc></sitemap>',
  );
});
