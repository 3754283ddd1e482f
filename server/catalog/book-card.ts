import { startOfDayInKorea } from '../kernel/korean-day.ts';
import { pointsFor } from '../kernel/points.ts';
import type { Book } from './catalog-store.ts';
import type { BookCard } from './contract.ts';
import { availabilityOf } from './rules.ts';

/** A book as shelves and carts show it at the moment `now`, with `available` copies that can be ordered. */
export function toBookCard(book: Book, available: number, now: Date): BookCard {
  const { id, slug, titleKo, titleEn, authorKo, authorEn, publisherKo, publisherEn } = book;
  const { category, listPrice, salePrice, outOfPrint, onSaleFrom } = book;
  return {
    id,
    slug,
    titleKo,
    titleEn,
    authorKo,
    authorEn,
    publisherKo,
    publisherEn,
    category,
    listPrice,
    salePrice,
    points: pointsFor(salePrice),
    available,
    availability: availabilityOf({ available, outOfPrint, onSaleFrom }, now),
    onSaleFrom: onSaleFrom !== null && now < startOfDayInKorea(onSaleFrom) ? onSaleFrom : null,
  };
}
