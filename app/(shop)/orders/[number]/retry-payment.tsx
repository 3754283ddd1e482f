import { useTranslations } from 'next-intl';
import type { SubmitEvent } from 'react';
import type { OrderProgress } from '#server/orders/contract.ts';
import { trpc } from '../../../_trpc/client.tsx';
import { buttonClass } from '../../../_ui/button-class.ts';
import { DemoToken } from '../../../_ui/demo-token.tsx';
import { RETRY_ANSWERS } from './retry-answers.ts';

type Props = {
  progress: OrderProgress;
  /** Called when the shop has answered: the order may stand differently now. */
  onAnswer: () => void;
};

/**
 * Pays the same order again, after the last payment was proven not to have moved money: the same way, or another
 * one, which is chosen in the same form. Without JavaScript it is a plain form.
 */
export function RetryPayment({ progress, onAnswer }: Props) {
  const t = useTranslations('order');
  const answers = useTranslations('order.answers');
  const retry = trpc.orders.retryPayment.useMutation({
    networkMode: 'always',
    retry: 0,
    onSettled: onAnswer,
  });
  // All else that is sent is the page's own, and well formed.
  const isTokenWrong = retry.error?.data?.code === 'BAD_REQUEST';

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (retry.isPending) return;
    const paymentToken = String(new FormData(event.currentTarget).get('paymentToken'));
    // Pressing twice names the same refused attempt twice, and is one new attempt.
    retry.mutate({ number: progress.number, afterAttempt: progress.attempt, paymentToken });
  }

  return (
    <form method="post" action={`/orders/${progress.number}/retry`} onSubmit={submit} className="mt-4">
      <input type="hidden" name="afterAttempt" value={progress.attempt} />
      <DemoToken summary={t('otherMethod')} error={isTokenWrong ? answers('tokenInvalid') : undefined} />
      <button
        type="submit"
        aria-disabled={retry.isPending || undefined}
        className={buttonClass('primary', 'mt-4')}
      >
        {retry.isPending ? t('retrying') : t('retry')}
      </button>
      <p role="status" className="font-medium text-no not-empty:mt-2">
        {retry.data?.kind === 'not_possible' && answers(RETRY_ANSWERS[retry.data.reason])}
        {retry.isError && !isTokenWrong && t('retryNotSent')}
      </p>
    </form>
  );
}
