import { BOOK_CATEGORIES, type BookCard, type BookCategory } from '#server/catalog/contract.ts';

export type Shelf = { category: BookCategory; books: BookCard[] };

/** The books by category, in the shop's order of categories; a category without books has no shelf. */
export function shelvesOf(books: readonly BookCard[]): Shelf[] {
  return BOOK_CATEGORIES.map((category) => ({
    category,
    books: books.filter((book) => book.category === category),
  })).filter((shelf) => shelf.books.length > 0);
}
