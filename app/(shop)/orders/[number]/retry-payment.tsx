import { useTranslations } from 'next-intl';
import { type SubmitEvent, useState } from 'react';
import { type OrderProgress, paymentTokenSchema, type RetryPaymentResult } from '#server/orders/contract.ts';
import { trpc } from '../../../_trpc/client.tsx';
import { buttonClass } from '../../../_ui/button-class.ts';
import { DemoToken } from '../../../_ui/demo-token.tsx';

const WHY_NOT = {
  over: 'retryOver',
  still_checking: 'retryStillChecking',
  too_many: 'retryTooMany',
} as const satisfies Record<Extract<RetryPaymentResult, { kind: 'not_possible' }>['reason'], string>;

type Props = {
  progress: OrderProgress;
  /** Called when the shop has answered: the order may stand differently now. */
  onAnswer: () => void;
};

/** Pays the same order again, after the last payment was proven not to have moved money. */
export function RetryPayment({ progress, onAnswer }: Props) {
  const t = useTranslations('order');
  const errors = useTranslations('fieldErrors');
  const [isTokenWrong, setIsTokenWrong] = useState(false);
  const retry = trpc.orders.retryPayment.useMutation({
    networkMode: 'always',
    retry: 0,
    onSettled: onAnswer,
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (retry.isPending) return;
    const token = paymentTokenSchema.safeParse(new FormData(event.currentTarget).get('paymentToken'));
    setIsTokenWrong(!token.success);
    // Pressing twice names the same refused attempt twice, and is one new attempt.
    if (token.success)
      retry.mutate({ number: progress.number, afterAttempt: progress.attempt, paymentToken: token.data });
  }

  return (
    <form method="post" onSubmit={submit} className="mt-4 space-y-4">
      <DemoToken error={isTokenWrong ? errors('paymentToken.invalid') : undefined} />
      <button type="submit" aria-disabled={retry.isPending || undefined} className={buttonClass('primary')}>
        {retry.isPending ? t('retrying') : t('retry')}
      </button>
      <p role="status" className="font-medium text-no">
        {retry.data?.kind === 'not_possible' && t(WHY_NOT[retry.data.reason])}
        {retry.isError && t('retryNotSent')}
      </p>
    </form>
  );
}
