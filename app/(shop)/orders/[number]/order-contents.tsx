import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Locale, OrderView } from '#server/orders/contract.ts';
import { titleOf } from '../../../_present/book-text.ts';
import { formatWon } from '../../../_present/money.ts';
import { AmountRow, TotalRow } from './amount-row.tsx';

/** What was ordered, for how much, and where it goes: the order's own copy, whatever the shelf says today. */
export function OrderContents({ order, locale }: { order: OrderView; locale: Locale }) {
  const t = useTranslations('order');
  return (
    <div className="mt-10 grid gap-8 md:grid-cols-[1fr_16rem]">
      <section aria-labelledby="items">
        <h2 id="items" className="font-serif text-xl font-bold">
          {t('items')}
        </h2>
        <ul className="mt-3 divide-y divide-line border-y border-line">
          {order.lines.map((line) => (
            <li key={line.bookId} className="flex items-baseline justify-between gap-4 py-3">
              <div>
                <Link
                  href={`/books/${line.slug}`}
                  prefetch={false}
                  className="font-serif text-lg leading-snug font-semibold hover:underline"
                >
                  {titleOf(line, locale)}
                </Link>
                <p className="text-sm text-muted">{t('copies', { n: line.quantity })}</p>
              </div>
              <p className="tabular-nums">{formatWon(line.unitPrice * line.quantity, locale)}</p>
            </li>
          ))}
        </ul>
        <dl className="mt-4 space-y-2 tabular-nums">
          <AmountRow name={t('itemsTotal')} won={order.itemsTotal} locale={locale} />
          <AmountRow name={t('shipping')} won={order.shipping} locale={locale} />
          <TotalRow name={t('total')} won={order.total} locale={locale} />
        </dl>
      </section>
      <section aria-labelledby="delivery">
        <h2 id="delivery" className="font-serif text-xl font-bold">
          {t('deliveryTo')}
        </h2>
        <address className="mt-3 not-italic">
          <strong>{order.recipient}</strong>
          <br />
          {order.postcode}
          <br />
          {order.address}
        </address>
        <dl className="mt-4 space-y-2">
          {order.deliveryNote !== '' && (
            <div>
              <dt className="text-sm text-muted">{t('deliveryNote')}</dt>
              <dd>{order.deliveryNote}</dd>
            </div>
          )}
          <div>
            <dt className="text-sm text-muted">{t('mailTo')}</dt>
            <dd>{order.maskedEmail}</dd>
          </div>
        </dl>
      </section>
    </div>
  );
}
