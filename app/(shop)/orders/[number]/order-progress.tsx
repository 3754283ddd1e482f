'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { OrderProgress as Progress } from '#server/orders/contract.ts';
import { formatWon } from '../../../_present/money.ts';
import { viewProgress } from '../../../_present/progress-view.ts';
import { formatDayAndTime, formatTime } from '../../../_present/time.ts';
import { buttonClass } from '../../../_ui/button-class.ts';
import { Notice } from '../../../_ui/notice.tsx';
import { forgetOrder } from '../../checkout/order-keys.ts';
import { CancelOrder } from './cancel-order.tsx';
import { CheckLine } from './check-line.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { RetryPayment } from './retry-payment.tsx';
import { StepsLine } from './steps-line.tsx';
import { useProgress } from './use-progress.ts';

type Props = {
  initial: Progress;
  maskedEmail: string;
  /** In won. */
  total: number;
};

/** How an order stands, kept true while the page is open. Says only what the server knows. */
export function OrderProgress({ initial, maskedEmail, total }: Props) {
  const t = useTranslations('order');
  const locale = useLocale();
  const { progress, isUnreachable, refetch } = useProgress(initial);
  const view = viewProgress(progress, new Date());
  const title = t(`${view.text}.title`);
  const body = t(`${view.text}.body`, {
    no: progress.number,
    email: maskedEmail,
    amount: formatWon(progress.refund?.amount ?? total, locale),
    time: view.time === null ? '' : (view.isDistant ? formatDayAndTime : formatTime)(view.time, locale),
  });
  const documentTitle = view.titleMark + t('documentTitle', { state: title, no: progress.number });

  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);

  useEffect(() => forgetOrder(localStorage, progress.number), [progress.number]);

  return (
    <>
      <ConnectionBanner isUnreachable={isUnreachable} />
      <Notice tone={view.tone} firstLine="title" className="mt-4 p-5 sm:p-6">
        <div role="status" aria-atomic="true" data-testid="order-state" data-phase={progress.phase}>
          <h1 className="font-serif text-2xl leading-snug font-bold sm:text-3xl">{title}</h1>
          <p className="mt-2 max-w-prose">{body}</p>
        </div>
        {view.showsChecks && <CheckLine progress={progress} />}
        {view.canRetry && <RetryPayment progress={progress} onAnswer={refetch} />}
        {view.cancel && <CancelOrder progress={progress} offer={view.cancel} onAnswer={refetch} />}
        {view.canOrderAgain && (
          <Link href="/" prefetch={false} className={buttonClass('primary', 'mt-4')}>
            {t('orderAgain')}
          </Link>
        )}
        {!view.canOrderAgain && !view.canRetry && (
          <Link href="/" prefetch={false} className={buttonClass('secondary', 'mt-4')}>
            {t('continue')}
          </Link>
        )}
      </Notice>
      <StepsLine steps={view.steps} />
    </>
  );
}
