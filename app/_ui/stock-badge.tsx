import { useTranslations } from 'next-intl';
import type { BookCard } from '#server/catalog/contract.ts';

/** In stock, how many are left, not out yet, or why there is none. */
export function StockBadge({ book }: { book: Pick<BookCard, 'availability' | 'available'> }) {
  const t = useTranslations('book');
  const shape = 'inline-block rounded-full border px-2.5 py-0.5 text-xs font-medium';
  switch (book.availability) {
    case 'in_stock':
      return <span className={`${shape} border-line text-muted`}>{t('inStock')}</span>;
    case 'low':
      return (
        <span className={`${shape} border-wait bg-wait-wash text-wait`}>
          {t('low', { n: book.available })}
        </span>
      );
    case 'preorder':
      return <span className={`${shape} border-accent text-accent`}>{t('preorder')}</span>;
    case 'temporarily_out':
      return <span className={`${shape} border-line bg-sunken text-muted`}>{t('temporarilyOut')}</span>;
    case 'out_of_print':
      return <span className={`${shape} border-line bg-sunken text-muted`}>{t('outOfPrint')}</span>;
  }
}
