import type { ListBooksInput } from '#server/catalog/contract.ts';
import { listingPath, sortOf } from './listing-address.ts';

/**
 * The one address at which search engines keep a list; `null` for lists they should not keep. Google asks that
 * every page of a sequence keeps its own address, and that search results, filters and other sort orders stay
 * out of the index, because there is no end to them (developers.google.com/search/docs: "Pagination",
 * "Faceted navigation").
 */
export function indexedPathOf(listing: ListBooksInput): string | null {
  const { q, category, inStock, minPrice, maxPrice, page } = listing;
  const isNarrowed = [q, inStock, minPrice, maxPrice].some((asked) => asked !== undefined);
  return isNarrowed || sortOf(listing) !== 'popular' ? null : listingPath({ category, page });
}
