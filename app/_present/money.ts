import type { Locale } from '#server/orders/contract.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/**
 * Whole won as people in each language write it: `18,900원`, `₩18,900`. `Intl`'s own Korean form is
 * `₩18,900`, which no Korean shop uses.
 */
export function formatWon(won: number, locale: Locale): string {
  const digits = grouped.format(won);
  return locale === 'ko' ? `${digits}원` : `₩${digits}`;
}

/** How much cheaper the sale price is than the list price, in whole percent, rounded down: never promises more. */
export function percentOff(listPrice: number, salePrice: number): number {
  if (listPrice <= 0 || salePrice >= listPrice) return 0;
  return Math.floor(((listPrice - salePrice) * 100) / listPrice);
}
