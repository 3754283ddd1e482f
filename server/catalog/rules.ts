import { type Availability, LOW_STOCK_COPIES } from './contract.ts';

/** What the shop says about `available` copies of a book. */
export function availabilityOf(available: number): Availability {
  if (available <= 0) return 'temporarily_out';
  return available <= LOW_STOCK_COPIES ? 'low' : 'in_stock';
}
