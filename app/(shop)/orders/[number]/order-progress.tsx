'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { OrderView } from '#server/orders/contract.ts';
import { formatWon } from '../../../_present/money.ts';
import { viewProgress } from '../../../_present/progress-view.ts';
import { formatDayAndTime, formatTime } from '../../../_present/time.ts';
import { buttonClass } from '../../../_ui/button-class.ts';
import { Notice } from '../../../_ui/notice.tsx';
import { forgetOrder } from '../../../(checkout)/checkout/key-storage.ts';
import { CancelOrder } from './cancel-order.tsx';
import { CheckLine } from './check-line.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { CopyOrder } from './copy-order.tsx';
import { NextSteps } from './next-steps.tsx';
import { OrderAgain } from './order-again.tsx';
import { RetryPayment } from './retry-payment.tsx';
import { StateAnnouncer } from './state-announcer.tsx';
import { StepsLine } from './steps-line.tsx';
import { useArrivalFocus } from './use-arrival-focus.ts';
import { useProgress } from './use-progress.ts';
import { useTabSign } from './use-tab-sign.ts';

type Props = { order: Pick<OrderView, 'progress' | 'maskedEmail' | 'total' | 'points'> };

/** How an order stands, kept true while the page is open. Says only what the server knows. */
export function OrderProgress({ order: { progress: initial, maskedEmail, total, points } }: Props) {
  const t = useTranslations('order');
  const locale = useLocale();
  const heading = useRef<HTMLHeadingElement>(null);
  const { progress, isUnreachable, refetch } = useProgress(initial);
  const { number } = progress;
  const view = viewProgress(progress, new Date());
  const title = t(`${view.text}.title`);
  const body = t(`${view.text}.body`, {
    no: number,
    email: maskedEmail,
    amount: formatWon(progress.refund?.amount ?? total, locale),
    time: view.time === null ? '' : (view.isDistant ? formatDayAndTime : formatTime)(view.time, locale),
  });

  useTabSign(view.sign, t('documentTitle', { state: title, no: number }));
  useArrivalFocus(heading);
  useEffect(() => forgetOrder(localStorage, number), [number]);

  return (
    <>
      <ConnectionBanner isUnreachable={isUnreachable} />
      <StateAnnouncer title={title} body={body} />
      <Notice tone={view.tone} firstLine="title" className="mt-4 p-5 sm:p-6">
        <h1
          ref={heading}
          tabIndex={-1}
          data-phase={progress.phase}
          className="font-serif text-2xl leading-snug font-bold outline-none sm:text-3xl"
        >
          {title}
        </h1>
        <p className="mt-2 max-w-prose">{body}</p>
        {view.showsChecks && <CheckLine progress={progress} />}
        {view.canRetry && <RetryPayment progress={progress} onAnswer={refetch} />}
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          {view.hasReceipt && (
            <Link href={`/orders/${number}/receipt`} prefetch={false} className={buttonClass('secondary')}>
              {t('receiptLink')}
            </Link>
          )}
          {view.canOrderAgain && <OrderAgain number={number} />}
          {!view.canOrderAgain && !view.canRetry && (
            <Link href="/" prefetch={false} className={buttonClass('secondary')}>
              {t('continue')}
            </Link>
          )}
          <CopyOrder number={number} what="link" />
        </div>
        {view.cancel && (
          <CancelOrder progress={progress} offer={view.cancel} total={total} onAnswer={refetch} />
        )}
      </Notice>
      <StepsLine steps={view.steps} />
      <NextSteps progress={progress} view={view} email={maskedEmail} points={points} />
    </>
  );
}
