import type { MetadataRoute } from 'next';
import { shopUrl } from './_trpc/server.ts';

// The shop's address is a setting of the running shop, not of its build.
export const dynamic = 'force-dynamic';

/**
 * Keeps crawlers to what can be found: carts and machine interfaces hold nothing for them. Orders need no line,
 * they do not exist for whoever has no cookie; nor do lists with filters, which say `noindex` themselves and
 * have to be read for that.
 */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', disallow: ['/admin', '/api/', '/cart', '/orders/open', '/preferences'] },
    sitemap: new URL('/sitemap.xml', shopUrl()).href,
  };
}
