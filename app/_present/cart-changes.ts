import type { CartLine } from '#server/cart/contract.ts';

/** A sale price that is no longer the one that the shopper was told, in won. */
export type PriceChange = { kind: 'price_rose' | 'price_fell'; old: number; now: number };

export type CartLineChange =
  | PriceChange
  | { kind: 'temporarily_out' | 'out_of_print' }
  /** There are copies, but not as many as are wanted. */
  | { kind: 'fewer_left'; left: number };

/** What happened to a line since the shopper was last told: its price first, then its stock. */
export function changesOf(line: CartLine): CartLineChange[] {
  return [priceChangeOf(line), stockChangeOf(line)].filter((change) => change !== null);
}

export function priceChangeOf({ book, seenPrice }: CartLine): PriceChange | null {
  const now = book.salePrice;
  if (now === seenPrice) return null;
  return { kind: now > seenPrice ? 'price_rose' : 'price_fell', old: seenPrice, now };
}

function stockChangeOf({ book, payable }: CartLine): CartLineChange | null {
  if (payable) return null;
  if (book.available > 0) return { kind: 'fewer_left', left: book.available };
  return { kind: book.availability === 'out_of_print' ? 'out_of_print' : 'temporarily_out' };
}
