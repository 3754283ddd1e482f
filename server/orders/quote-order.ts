import { priceOrder } from './rules.ts';

/** What an order of these lines would cost now, in won with delivery. */
export function quoteOrder(lines: readonly { unitPrice: number; quantity: number }[]) {
  return priceOrder(lines);
}
