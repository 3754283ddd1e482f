import { z } from 'zod';
import {
  BOOK_SORTS,
  type BookSort,
  bookCategorySchema,
  bookSortSchema,
  type ListBooksInput,
  listBooksInputSchema,
} from '#server/catalog/contract.ts';
import { wonSchema } from '#server/kernel/money.ts';

/** What follows the `?` of an address, as Next hands it to a page. */
export type AddressParams = Record<string, string | string[] | undefined>;

const MAX_WORDS_LENGTH = 100;
const pageSchema = listBooksInputSchema.shape.page.unwrap();

const digits = z.string().regex(/^\d+$/).transform(Number);
// People write prices with commas.
const won = z
  .string()
  .transform((text) => text.trim().replaceAll(',', ''))
  .pipe(digits)
  .pipe(wonSchema);

/** An address can be typed and old: a part of it that makes no sense is as good as not there. */
const ifSensible = <Part extends z.ZodType>(part: Part) => part.optional().catch(undefined);

const words = z.string().trim().min(1);
const askedSchema = z.object({
  q: ifSensible(words.transform((text) => text.slice(0, MAX_WORDS_LENGTH))),
  category: ifSensible(bookCategorySchema),
  inStock: ifSensible(z.literal('1').transform(() => true)),
  minPrice: ifSensible(won),
  maxPrice: ifSensible(won),
  sort: ifSensible(bookSortSchema),
  page: ifSensible(digits.pipe(pageSchema)),
});

/** The list that an address asks for; `null` when it asks for none, which is the front page. */
export function readListing(params: AddressParams): ListBooksInput | null {
  const listing = askedSchema.parse(params);
  return Object.values(listing).some((asked) => asked !== undefined) ? listing : null;
}

/** The address of a list. The first page and the list of all books have one address each, like every other. */
export function listingPath(listing: ListBooksInput): string {
  const { inStock, page, ...rest } = listing;
  const asked = { ...rest, inStock: inStock ? 1 : undefined, page: page === 1 ? undefined : page };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '/?sort=popular' : `/?${query}`;
}

/** How a list is sorted when nothing was chosen, or something that it cannot be sorted by. */
export function sortOf({ q, sort }: ListBooksInput): BookSort {
  if (q === undefined) return sort === undefined || sort === 'relevance' ? 'popular' : sort;
  return sort ?? 'relevance';
}

/** What a list can be sorted by: without words nothing is more relevant than the rest. */
export function sortsFor({ q }: ListBooksInput): BookSort[] {
  return BOOK_SORTS.filter((sort) => sort !== 'relevance' || q !== undefined);
}
