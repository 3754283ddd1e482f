import { v5 as uuidFromName } from 'uuid';
import type { BookCategory } from '#server/catalog/contract.ts';
import { type BookId, bookIdSchema } from '#server/kernel/ids.ts';

/**
 * One book of the starting catalogue, as people edit it.
 *
 * What describes a printed book (publisher, year, pages, ISBN) describes the edition that is sold, not the
 * work: when the work itself appeared is told in the description. Prices are whole won; Korean law lets a
 * bookshop take at most 10 % off the list price. `stock` is the number of copies on the first day.
 */
export type SeedBook = {
  /** Words of a–z and 0–9 joined by hyphens. The book's id is derived from it, so it never changes. */
  slug: string;
  titleKo: string;
  titleEn: string;
  authorKo: string;
  authorEn: string;
  publisherKo: string;
  publisherEn: string;
  publishedYear: number;
  pages: number;
  /** Thirteen digits of an ISBN that was really given to this edition, otherwise null. */
  isbn13: string | null;
  category: BookCategory;
  descriptionKo: string;
  descriptionEn: string;
  listPrice: number;
  salePrice: number;
  stock: number;
  /** No further copies will come. */
  outOfPrint?: true;
  /** The first day on sale in Korea, `YYYY-MM-DD`, of an edition that is announced. */
  onSaleFrom?: string;
};

/** Changing it would make every seeded book a different book. */
const BOOK_NAMESPACE = '2f6d3b0e-6c1f-4b7a-9d52-8f3a1c5e7b94';

/** The id (UUID v5) that the seeded book with this slug has on every machine. */
export function seedBookId(slug: string): BookId {
  return bookIdSchema.parse(uuidFromName(slug, BOOK_NAMESPACE));
}
