import { startOfDayInKorea } from '../kernel/korean-day.ts';
import { type Availability, LOW_STOCK_COPIES } from './contract.ts';

/** Beyond so many different words a search is a sentence: the words after them are not looked for. */
const MOST_WORDS = 8;

/** What the shop says about a book of which `available` copies can be ordered, at the moment `now`. */
export function availabilityOf(
  book: { available: number; outOfPrint: boolean; onSaleFrom: string | null },
  now: Date,
): Availability {
  const { available, outOfPrint, onSaleFrom } = book;
  if (available <= 0) return outOfPrint ? 'out_of_print' : 'temporarily_out';
  if (onSaleFrom !== null && now < startOfDayInKorea(onSaleFrom)) return 'preorder';
  return available <= LOW_STOCK_COPIES ? 'low' : 'in_stock';
}

/** The words of a search from its keys (`pride and prejudice`), each once. Digits alone are one number, an ISBN. */
export function wordsOf(keys: string): string[] {
  if (/^[\d ]+$/.test(keys)) return keys.trim() === '' ? [] : [keys.replaceAll(' ', '')];
  const words = keys.split(' ').filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS);
}
