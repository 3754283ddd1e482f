import { z } from 'zod';
import { bookIdSchema } from '../kernel/ids.ts';
import { wonSchema } from '../kernel/money.ts';

export const BOOK_CATEGORIES = [
  'korean-classic',
  'korean-modern',
  'world-novel',
  'world-classic',
  'poetry',
  'essay-philosophy',
  'children',
] as const;
export const bookCategorySchema = z.enum(BOOK_CATEGORIES);
export type BookCategory = z.infer<typeof bookCategorySchema>;

/** Copies at or under which a book counts as nearly gone, and the shop says how many are left. */
export const LOW_STOCK_COPIES = 5;

/**
 * What the shop says about a book: `low` names how many are left, `preorder` is not out yet and can be ordered,
 * `temporarily_out` comes back, `out_of_print` does not.
 */
const AVAILABILITIES = ['in_stock', 'low', 'preorder', 'temporarily_out', 'out_of_print'] as const;
export const availabilitySchema = z.enum(AVAILABILITIES);
export type Availability = z.infer<typeof availabilitySchema>;

export const slugSchema = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** What a shelf, a cart line and a search result show of a book. Prices in whole won. */
export const bookCardSchema = z.object({
  id: bookIdSchema,
  slug: slugSchema,
  titleKo: z.string(),
  titleEn: z.string(),
  authorKo: z.string(),
  authorEn: z.string(),
  publisherKo: z.string(),
  publisherEn: z.string(),
  category: bookCategorySchema,
  listPrice: wonSchema,
  salePrice: wonSchema,
  /** What one copy earns, in points of one won each. */
  points: z.number().int().min(0),
  available: z.number().int().min(0),
  availability: availabilitySchema,
  /** The first day on sale in Korea of a book that is not out yet, otherwise `null`. */
  onSaleFrom: z.iso.date().nullable(),
});
export type BookCard = z.infer<typeof bookCardSchema>;

export const bookPageSchema = bookCardSchema.extend({
  publishedYear: z.number().int(),
  pages: z.number().int(),
  isbn13: z.string().nullable(),
  descriptionKo: z.string(),
  descriptionEn: z.string(),
  /** The day, in Korea, on which a copy ordered now should arrive; `null` when none can be ordered. */
  deliverOn: z.iso.date().nullable(),
});
export type BookPage = z.infer<typeof bookPageSchema>;

/** How many books one page of a list shows. */
export const BOOKS_PER_PAGE = 24;
/** How many books stand on one shelf of the home page. */
export const BOOKS_PER_SHELF = 6;

/** `relevance` is how well a book fits the words that were looked for; without words it is `popular`. */
export const BOOK_SORTS = ['relevance', 'popular', 'newest', 'price_low', 'price_high', 'title'] as const;
export const bookSortSchema = z.enum(BOOK_SORTS);
export type BookSort = z.infer<typeof bookSortSchema>;

export const listBooksInputSchema = z.object({
  /** Words of a title or an author in either language, or an ISBN; typos are forgiven. */
  q: z.string().trim().max(100).optional(),
  category: bookCategorySchema.optional(),
  /** Only what can be ordered now. */
  inStock: z.boolean().optional(),
  /** Sale price in won, both ends included. */
  minPrice: wonSchema.optional(),
  maxPrice: wonSchema.optional(),
  sort: bookSortSchema.optional(),
  /** Whose titles the sort `title` goes by; Korean unless told otherwise. */
  locale: z.enum(['ko', 'en']).optional(),
  page: z.number().int().min(1).max(10_000).optional(),
});
export type ListBooksInput = z.infer<typeof listBooksInputSchema>;

export const bookListSchema = z.object({
  books: z.array(bookCardSchema),
  /** How many books there are on all pages. */
  total: z.number().int().min(0),
  /** The page that is shown: the last one when a later one was asked for. */
  page: z.number().int().min(1),
  pages: z.number().int().min(1),
});
export type BookList = z.infer<typeof bookListSchema>;

/** What the home page shows: the books that sell best, and the best of each category. */
export const shelvesSchema = z.object({
  bestsellers: z.array(bookCardSchema),
  shelves: z.array(
    z.object({
      category: bookCategorySchema,
      total: z.number().int().min(0),
      books: z.array(bookCardSchema),
    }),
  ),
});
export type Shelves = z.infer<typeof shelvesSchema>;

/** Books to buy instead of, or after, this one. */
export const similarBooksSchema = z.object({ books: z.array(bookCardSchema).max(BOOKS_PER_SHELF) });

/** How many books one file of the sitemap names; search engines accept 50,000. */
export const BOOKS_PER_SITEMAP = 10_000;
export const sitemapPartInputSchema = z.object({ part: z.number().int().min(0).max(10_000) });
export const sitemapPartSchema = z.object({ slugs: z.array(slugSchema) });
