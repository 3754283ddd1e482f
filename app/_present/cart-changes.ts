import type { CartLine } from '#server/cart/contract.ts';

export type CartLineChange =
  | { kind: 'price_rose' | 'price_fell'; old: number }
  | { kind: 'sold_out' }
  | { kind: 'fewer_left'; available: number };

/** What happened to a line since the shopper put it there: its price first, then its stock. */
export function changesOf(line: CartLine): CartLineChange[] {
  const changes: CartLineChange[] = [];
  const price = line.book.salePrice;
  if (price !== line.seenPrice) {
    changes.push({ kind: price > line.seenPrice ? 'price_rose' : 'price_fell', old: line.seenPrice });
  }
  if (!line.payable) {
    const { available } = line.book;
    changes.push(available === 0 ? { kind: 'sold_out' } : { kind: 'fewer_left', available });
  }
  return changes;
}
