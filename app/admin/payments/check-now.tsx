import { useLocale, useTranslations } from 'next-intl';
import type { CheckNowResult, PendingPayment } from '#server/payments/contract.ts';
import { formatTimeWithSeconds } from '../../_present/time.ts';
import { trpc } from '../../_trpc/client.tsx';
import { buttonClass } from '../../_ui/button-class.ts';

type Props = {
  payment: PendingPayment;
  result: CheckNowResult | null;
  isSettled: boolean;
  onChecked: (result: CheckNowResult) => void;
};

/** Asks the provider about one payment, now. It only asks: nothing is charged or voided by it. */
export function CheckNow({ payment, result, isSettled, onChecked }: Props) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const check = trpc.admin.checkNow.useMutation({ onSuccess: onChecked });
  const isGone = check.error?.data?.appCode === 'PAYMENT_NOT_FOUND';
  return (
    <>
      {!isSettled && (
        <button
          type="button"
          aria-label={t('checkNowLabel', { no: payment.orderNumber })}
          aria-disabled={check.isPending || undefined}
          onClick={() => check.isPending || check.mutate({ attemptId: payment.attemptId })}
          className={buttonClass('secondary', 'px-3 whitespace-nowrap')}
        >
          {check.isPending ? t('checking') : t('checkNow')}
        </button>
      )}
      <p role="status" className="mt-1 max-w-64 text-sm">
        {!check.isPending && result !== null && !check.isError && sayResult(result)}
        {check.isError && (isGone ? t('checkGone') : t('checkFailed'))}
      </p>
    </>
  );

  function sayResult({ status, lastResult, nextCheckAt }: CheckNowResult): string {
    const state = t(`status.${status}`);
    const said =
      lastResult === null ? t('checked', { state }) : t('checkedWithResult', { state, result: lastResult });
    if (nextCheckAt === null || isSettled) return said;
    return `${said} ${t('checkedNext', { time: formatTimeWithSeconds(nextCheckAt, locale) })}`;
  }
}
