import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { buttonClass } from '../../../../_ui/button-class.ts';
import { loadOrder } from '../load-order.ts';
import './print.css';
import { PrintButton } from './print-button.tsx';
import { ReceiptSheet } from './receipt-sheet.tsx';

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const no = (await loadOrder((await params).number)).progress.number;
  const t = await getTranslations('receipt');
  return { title: { absolute: t('documentTitle', { no }) }, description: t('description', { no }) };
}

/** An order's receipt, to read and to print; only once money has come in. */
export default async function ReceiptPage({ params }: Props) {
  const order = await loadOrder((await params).number);
  const locale = await getLocale();
  const t = await getTranslations('receipt');
  const back = (
    <Link
      href={`/orders/${order.progress.number}`}
      prefetch={false}
      className={buttonClass('quiet', 'print:hidden')}
    >
      {t('back')}
    </Link>
  );
  if (order.payment === null) {
    return (
      <div className="mx-auto max-w-2xl">
        <h1 className="font-serif text-3xl font-bold">{t('none')}</h1>
        <p className="mt-2">{t('noneBody')}</p>
        <p className="mt-4">{back}</p>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-2xl">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4">
        {back}
        <PrintButton label={t('print')} />
      </div>
      <ReceiptSheet order={order} payment={order.payment} locale={locale} />
    </div>
  );
}
