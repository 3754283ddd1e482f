import { useTranslations } from 'next-intl';
import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { formatWon, percentOff } from '../_present/money.ts';

type PriceProps = {
  book: Pick<BookCard, 'listPrice' | 'salePrice'>;
  locale: Locale;
  /** Applied to the price that is paid, so that a book page can say it louder than a card. */
  className?: string;
};

/** List price struck through, the price that is paid, and how much less it is: pieces of a line that may break. */
export function Price({ book, locale, className }: PriceProps) {
  const t = useTranslations('book');
  const percent = percentOff(book.listPrice, book.salePrice);
  return (
    <>
      {percent > 0 && (
        <span className="text-sm text-muted">
          <span className="mr-1">{t('listPrice')}</span>
          <s>{formatWon(book.listPrice, locale)}</s>
        </span>
      )}
      <span>
        <span className="sr-only">{t('salePrice')}</span>
        <strong className={`mr-1 whitespace-nowrap tabular-nums ${className ?? ''}`}>
          {formatWon(book.salePrice, locale)}
        </strong>{' '}
        {percent > 0 && (
          <span className="text-sm font-semibold text-no">
            <span aria-hidden="true">{t('percentOff', { percent })}</span>
            <span className="sr-only">{t('percentOffLabel', { percent })}</span>
          </span>
        )}
      </span>
    </>
  );
}
