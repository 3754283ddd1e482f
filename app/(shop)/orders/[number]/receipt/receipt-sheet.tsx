import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Locale, OrderView } from '#server/orders/contract.ts';
import { titleOf } from '../../../../_present/book-text.ts';
import { formatWon } from '../../../../_present/money.ts';
import { formatDateTime } from '../../../../_present/time.ts';
import { SellerFacts } from '../../../../_ui/seller-facts.tsx';
import { AmountRow, TotalRow } from '../amount-row.tsx';
import { ReceiptLines } from './receipt-lines.tsx';

type Props = { order: OrderView; payment: NonNullable<OrderView['payment']>; locale: Locale };

/** The receipt itself, as one sheet of paper: what was paid when, by whose order, to whom, and whether it went back. */
export function ReceiptSheet({ order, payment, locale }: Props) {
  const t = useTranslations('receipt');
  const words = useTranslations('order');
  const seller = useTranslations('footer');
  const time = (iso: string) => t('kst', { time: formatDateTime(iso, locale) });
  const { number, refund } = order.progress;
  return (
    <article id="receipt" className="rounded-lg border border-line bg-surface p-5 sm:p-10">
      <header className="border-b-2 border-ink pb-4">
        <h1 className="font-serif text-3xl font-bold">{t('title')}</h1>
        <p className="mt-1 text-muted">{seller('companyValue')}</p>
      </header>
      {refund && (
        <p className="mt-4 border-2 border-ink p-3 font-medium">
          {t(refund.succeededAt === null ? 'refunding' : 'refunded', {
            time: time(refund.succeededAt ?? refund.requestedAt),
            amount: formatWon(refund.amount, locale),
          })}
        </p>
      )}
      <dl className="mt-4 grid gap-x-8 gap-y-2 sm:grid-cols-2">
        <Fact name={words('number')}>{number}</Fact>
        <Fact name={t('paidAt')}>{time(payment.confirmedAt)}</Fact>
        <Fact name={t('recipient')}>{order.recipient}</Fact>
        <Fact name={t('reference')}>{payment.reference}</Fact>
      </dl>
      <ReceiptLines
        lines={order.lines.map((line) => ({ ...line, title: titleOf(line, locale) }))}
        locale={locale}
      />
      <dl className="mt-4 ml-auto max-w-sm space-y-1 tabular-nums">
        <AmountRow name={words('itemsTotal')} won={order.itemsTotal} locale={locale} />
        <AmountRow name={words('shipping')} won={order.shipping} locale={locale} />
        <TextRow name={t('vat')}>{t('vatExempt')}</TextRow>
        <TotalRow name={t('total')} won={order.total} locale={locale} />
        {refund === null && (
          <TextRow name={t('points')}>{t('pointsValue', { points: order.points })}</TextRow>
        )}
      </dl>
      <footer className="mt-8 border-t border-line pt-4 text-sm">
        <h2 className="font-semibold">{seller('seller')}</h2>
        <SellerFacts />
        <p className="mt-4 text-muted">{t('vatNote')}</p>
        <p className="mt-1 text-muted">{t('demoNote')}</p>
      </footer>
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}

function TextRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
