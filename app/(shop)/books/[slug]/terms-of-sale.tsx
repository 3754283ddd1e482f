import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { BookPage } from '#server/catalog/contract.ts';
import { type Locale, SHIPPING_WON } from '#server/orders/contract.ts';
import { formatWon } from '../../../_present/money.ts';
import { formatDay } from '../../../_present/time.ts';
import { Price } from '../../../_ui/price.tsx';
import { StockBadge } from '../../../_ui/stock-badge.tsx';

/** What a copy costs; and, of a book that can be ordered, what it earns, when it arrives and how many there are. */
export function TermsOfSale({ book, locale }: { book: BookPage; locale: Locale }) {
  const t = useTranslations('book');
  return (
    <div className="mt-6 border-t border-ink/80 pt-5">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Price book={book} locale={locale} className="text-3xl" />
      </p>
      {book.available > 0 && (
        <dl className="mt-4 space-y-2">
          <Term name={t('pointsTerm')} note={t('pointsNote')}>
            {t('pointsToEarn', { points: book.points })}
          </Term>
          <Term name={t('deliveryTerm')} note={t('delivery', { shipping: formatWon(SHIPPING_WON, locale) })}>
            {book.onSaleFrom !== null && <>{t('comesOut', { day: formatDay(book.onSaleFrom, locale) })} · </>}
            {book.deliverOn !== null && t('arrives', { day: formatDay(book.deliverOn, locale) })}
          </Term>
          <Term name={t('stockTerm')} note={book.availability === 'preorder' ? t('comesOutNote') : undefined}>
            <StockBadge book={book} />
          </Term>
        </dl>
      )}
    </div>
  );
}

function Term(props: { name: string; note: string | undefined; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[4.5rem_1fr] gap-x-3">
      <dt className="text-muted">{props.name}</dt>
      <dd>
        {props.children}
        {props.note !== undefined && <span className="block text-sm text-muted">{props.note}</span>}
      </dd>
    </div>
  );
}
