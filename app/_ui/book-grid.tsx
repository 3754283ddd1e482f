import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { BookTile } from './book-tile.tsx';

/** How many tiles stand in a row where there is most room. */
const WIDEST_ROW = 6;

type BookGridProps = {
  books: readonly BookCard[];
  locale: Locale;
  /** Whether its first row is on the first screen. */
  first?: boolean;
  /** Whether the books are in the order in which they sell, and say so. */
  ranked?: boolean;
  /** `shelf`: one row where there is room, and no more than two on a phone. */
  kind: 'shelf' | 'list';
};

/** Books side by side: two on a phone, six where there is room. */
export function BookGrid({ books, locale, kind, first = false, ranked = false }: BookGridProps) {
  const List = ranked ? 'ol' : 'ul';
  const shelf = kind === 'shelf' ? 'max-sm:[&>:nth-child(n+5)]:hidden' : '';
  return (
    <List
      className={`grid grid-cols-2 gap-x-4 gap-y-9 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-6 lg:gap-x-5 ${shelf}`}
    >
      {books.map((book, index) => (
        <BookTile
          key={book.id}
          book={book}
          locale={locale}
          eager={first && index < WIDEST_ROW}
          rank={ranked ? index + 1 : undefined}
        />
      ))}
    </List>
  );
}
