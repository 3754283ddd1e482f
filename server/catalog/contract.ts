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

const AVAILABILITIES = ['in_stock', 'low', 'sold_out'] as const;
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
  available: z.number().int().min(0),
  availability: availabilitySchema,
});
export type BookCard = z.infer<typeof bookCardSchema>;

export const bookPageSchema = bookCardSchema.extend({
  publishedYear: z.number().int(),
  pages: z.number().int(),
  isbn13: z.string().nullable(),
  descriptionKo: z.string(),
  descriptionEn: z.string(),
});
export type BookPage = z.infer<typeof bookPageSchema>;

export const listBooksInputSchema = z.object({ category: bookCategorySchema.optional() });
export type ListBooksInput = z.infer<typeof listBooksInputSchema>;
