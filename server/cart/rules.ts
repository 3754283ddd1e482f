import type { BookId } from '../kernel/ids.ts';
import { MAX_COPIES, MAX_LINES } from './contract.ts';

export type HeldLine = { bookId: BookId; quantity: number; savedForLater: boolean };
export type WantedCopies = { bookId: BookId; quantity: number };

export type Addition =
  | { kind: 'add'; lines: WantedCopies[]; capped: boolean }
  /** One of the books does not fit, so none is added. */
  | { kind: 'full' };

/**
 * What the lines of `wanted`, each of another book, become in a cart that holds `held`: copies add up to what one
 * order may hold. A book that was saved for later comes back with the copies that are asked for now.
 */
export function decideAddition(held: readonly HeldLine[], wanted: readonly WantedCopies[]): Addition {
  const byBook = new Map(held.map((line) => [line.bookId, line]));
  const newLines = wanted.filter(({ bookId }) => !byBook.has(bookId)).length;
  if (held.length + newLines > MAX_LINES) return { kind: 'full' };

  const sums = wanted.map(({ bookId, quantity }) => {
    const line = byBook.get(bookId);
    return { bookId, quantity: quantity + (line && !line.savedForLater ? line.quantity : 0) };
  });
  return {
    kind: 'add',
    lines: sums.map(({ bookId, quantity }) => ({ bookId, quantity: Math.min(quantity, MAX_COPIES) })),
    capped: sums.some(({ quantity }) => quantity > MAX_COPIES),
  };
}
