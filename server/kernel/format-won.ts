const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/**
 * Whole won as people in each language write it: `18,900원`, `₩18,900`. `Intl`'s own Korean form is
 * `₩18,900`, which no Korean shop uses.
 */
export function formatWon(won: number, locale: 'ko' | 'en'): string {
  const digits = grouped.format(won);
  return locale === 'ko' ? `${digits}원` : `₩${digits}`;
}
