import type { ListBooksInput } from '#server/catalog/contract.ts';
import { listingPath } from './listing-address.ts';

/** One thing that narrows a list, and the address of the list `without` it. Prices in won. */
export type ListingChip = { without: string } & (
  | { kind: 'words'; words: string }
  | { kind: 'inStock' }
  | { kind: 'price'; from: number | undefined; to: number | undefined }
);

/**
 * What narrows a list within its category, in the order in which people narrow it. Taking one off leads to the first
 * page.
 */
export function chipsOf(listing: ListBooksInput): ListingChip[] {
  const { q, inStock, minPrice: from, maxPrice: to } = listing;
  const without = (part: ListBooksInput) => listingPath({ ...listing, page: undefined, ...part });
  const chips: ListingChip[] = [];
  if (q !== undefined) chips.push({ kind: 'words', words: q, without: without({ q: undefined }) });
  if (inStock) chips.push({ kind: 'inStock', without: without({ inStock: undefined }) });
  if (from !== undefined || to !== undefined) {
    chips.push({ kind: 'price', from, to, without: without({ minPrice: undefined, maxPrice: undefined }) });
  }
  return chips;
}
