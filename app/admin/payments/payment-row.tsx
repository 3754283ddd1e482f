import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { MAX_ATTEMPTS } from '#server/orders/contract.ts';
import type { CheckNowResult, PendingPayment } from '#server/payments/contract.ts';
import { formatWon } from '../../_present/money.ts';
import { formatAge, formatTimeWithSeconds } from '../../_present/time.ts';
import { CheckNow } from './check-now.tsx';
import { ReviewCare } from './review-care.tsx';

type Props = {
  payment: PendingPayment;
  /** What the last "check now" has said. */
  result: CheckNowResult | null;
  /** Whether it waits no more and stands here only to say so. */
  isSettled: boolean;
  /** When the list was read: ages are counted to then, so that they agree with what stands beside them. */
  asOf: string;
  onChecked: (result: CheckNowResult) => void;
};

/** One payment: a row of the table, a card where the screen is narrow. */
export function PaymentRow({ payment, result, isSettled, asOf, onChecked }: Props) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const time = (iso: string | null) => (iso === null ? t('none') : formatTimeWithSeconds(iso, locale));
  const age = formatAge(Date.parse(asOf) - Date.parse(payment.createdAt));
  return (
    <tr
      className={`block rounded-lg border border-line bg-surface p-3 md:table-row md:rounded-none md:border-0 md:border-b md:p-0 ${isSettled ? 'text-muted' : ''}`}
    >
      <Cell label={t('age')}>
        <span className="tabular-nums">{age}</span>
      </Cell>
      <Cell label={t('order')}>
        <span className="font-medium whitespace-nowrap tabular-nums">{payment.orderNumber}</span>
        <span className="block text-sm text-muted">{payment.maskedEmail}</span>
      </Cell>
      <Cell label={t('amount')}>
        <span className="whitespace-nowrap tabular-nums">{formatWon(payment.amount, locale)}</span>
      </Cell>
      <Cell label={t('state')}>
        <span className={payment.status === 'review' ? 'font-semibold text-wait' : ''}>
          {t(`status.${payment.status}`)}
        </span>
        {payment.status === 'review' && <ReviewCare payment={payment} />}
      </Cell>
      <Cell label={t('attempts')}>
        {t('attemptsValue', {
          attempt: payment.attempt,
          max: MAX_ATTEMPTS,
          sends: payment.sends,
          checks: payment.checks,
        })}
      </Cell>
      <Cell label={t('lastResult')}>
        {payment.lastResult ?? t('none')}
        {payment.lastCheckedAt !== null && (
          <span className="block text-sm text-muted">
            {t('lastChecked', { time: time(payment.lastCheckedAt) })}
          </span>
        )}
      </Cell>
      <Cell label={t('nextCheck')}>
        <span className="tabular-nums">{time(payment.nextCheckAt)}</span>
      </Cell>
      <td className="block pt-2 md:table-cell md:px-3 md:py-2 md:align-top">
        <CheckNow payment={payment} result={result} isSettled={isSettled} onChecked={onChecked} />
      </td>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className="grid grid-cols-[8rem_1fr] gap-3 py-1 md:table-cell md:px-3 md:py-3 md:align-top">
      <span className="text-sm text-muted md:hidden">{label}</span>
      <span>{children}</span>
    </td>
  );
}
