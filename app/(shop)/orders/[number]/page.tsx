import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import type { OrderView } from '#server/orders/contract.ts';
import { viewProgress } from '../../../_present/progress-view.ts';
import { formatDateTime } from '../../../_present/time.ts';
import { ClientSide } from '../../../_trpc/client-side.tsx';
import { orNotFound } from '../../../_trpc/or-not-found.ts';
import { caller } from '../../../_trpc/server.ts';
import { CopyNumber } from './copy-number.tsx';
import { OrderContents } from './order-contents.tsx';
import { OrderProgress } from './order-progress.tsx';

type Props = { params: Promise<{ number: string }> };

const loadOrder = cache(async (raw: string): Promise<OrderView> => {
  const number = orderNumberSchema.safeParse(raw);
  if (!number.success) notFound();
  return orNotFound((await caller()).orders.view({ number: number.data }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { progress } = await loadOrder((await params).number);
  const t = await getTranslations('order');
  const { text, titleMark } = viewProgress(progress, new Date());
  const title = t('documentTitle', { state: t(`${text}.title`), no: progress.number });
  // The number is all it takes to find this page in the shopper's own browser; search engines have no business here.
  return { title: { absolute: titleMark + title }, robots: { index: false } };
}

export default async function OrderPage({ params }: Props) {
  const order = await loadOrder((await params).number);
  const { progress } = order;
  const locale = await getLocale();
  const t = await getTranslations('order');
  return (
    <div className="mx-auto max-w-3xl">
      {progress.pollAfterMs !== null && (
        <noscript>
          <meta httpEquiv="refresh" content="10" />
        </noscript>
      )}
      <ClientSide namespaces={['order', 'demo', 'fieldErrors']}>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-muted">
          <p>
            {t('number')} <strong className="text-ink tabular-nums">{progress.number}</strong>{' '}
            <CopyNumber number={progress.number} />
          </p>
          <p className="text-sm">{formatDateTime(order.placedAt, locale)}</p>
        </div>
        <OrderProgress initial={progress} maskedEmail={order.maskedEmail} total={order.total} />
      </ClientSide>
      <OrderContents order={order} locale={locale} />
    </div>
  );
}
