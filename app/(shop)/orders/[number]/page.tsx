import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { viewProgress } from '../../../_present/progress-view.ts';
import { signedTitle } from '../../../_present/tab-sign.ts';
import { formatDateTime } from '../../../_present/time.ts';
import { ClientSide } from '../../../_trpc/client-side.tsx';
import { Notice } from '../../../_ui/notice.tsx';
import { answerSchema } from './answer.ts';
import { CopyOrder } from './copy-order.tsx';
import { loadOrder } from './load-order.ts';
import { OrderContents } from './order-contents.tsx';
import { OrderHelp } from './order-help.tsx';
import { OrderProgress } from './order-progress.tsx';

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { progress } = await loadOrder((await params).number);
  const t = await getTranslations('order');
  const { text, sign } = viewProgress(progress, new Date());
  const no = progress.number;
  return {
    title: { absolute: signedTitle(sign, t('documentTitle', { state: t(`${text}.title`), no })) },
    description: t('description', { no }),
  };
}

export default async function OrderPage({ params, searchParams }: Props) {
  const order = await loadOrder((await params).number);
  const { number, pollAfterMs } = order.progress;
  const locale = await getLocale();
  const t = await getTranslations('order');
  // A form that is being filled in must not be swept away: there the shopper's next step shows what is new.
  const isWaiting = pollAfterMs !== null && !viewProgress(order.progress, new Date()).canRetry;
  const answer = answerSchema.safeParse((await searchParams).answer);
  return (
    <div className="mx-auto max-w-3xl">
      {isWaiting && (
        <noscript>
          <meta httpEquiv="refresh" content={`10; url=/orders/${number}`} />
        </noscript>
      )}
      {answer.success && (
        <Notice tone="no" className="mb-4">
          {t(`answers.${answer.data}`)}
        </Notice>
      )}
      <ClientSide namespaces={['order', 'demo']}>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 text-muted">
          <p className="flex flex-wrap items-center gap-x-2">
            {t('number')}
            <strong className="text-ink tabular-nums">{number}</strong>
            <CopyOrder number={number} what="number" />
          </p>
          <p className="text-sm">{formatDateTime(order.placedAt, locale)}</p>
        </div>
        <OrderProgress order={order} />
      </ClientSide>
      <OrderContents order={order} locale={locale} />
      <OrderHelp />
    </div>
  );
}
