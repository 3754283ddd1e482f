import { useTranslations } from 'next-intl';
import type { BookCard } from '#server/catalog/contract.ts';

const LOOKS = {
  in_stock: 'border-line bg-surface text-muted',
  low: 'border-wait bg-wait-wash text-wait',
  preorder: 'border-accent bg-accent-wash text-accent',
  temporarily_out: 'border-control-line bg-sunken text-muted',
  out_of_print: 'border-control-line bg-sunken text-muted',
} as const;

/** In stock, how many are left, not out yet, or why there is none. */
export function StockBadge({ book }: { book: Pick<BookCard, 'availability' | 'available'> }) {
  const t = useTranslations('book.stock');
  return (
    <span
      className={`inline-block rounded-full border px-2.5 py-0.5 text-xs font-medium whitespace-nowrap ${LOOKS[book.availability]}`}
    >
      {t(book.availability, { n: book.available })}
    </span>
  );
}
