import { useLocale, useTranslations } from 'next-intl';
import type { SubmitEvent } from 'react';
import type { OrderProgress } from '#server/orders/contract.ts';
import { formatWon } from '../../../_present/money.ts';
import type { ProgressView } from '../../../_present/progress-view.ts';
import { trpc } from '../../../_trpc/client.tsx';
import { buttonClass } from '../../../_ui/button-class.ts';

const LABELS = { cancel_now: 'now', request: 'request', refund: 'refund' } as const;

type Props = {
  progress: OrderProgress;
  /** What pressing the button would do now; the server decides again when it is pressed. */
  offer: NonNullable<ProgressView['cancel']>;
  /** What would go back, in won. */
  total: number;
  /** Called when the shop has answered: the order may stand differently now. */
  onAnswer: () => void;
};

/**
 * The shopper's wish to cancel, folded away: what it would do at this moment, and the button that is named after
 * it. Pressing twice is pressing once. Without JavaScript it is a plain form.
 */
export function CancelOrder({ progress, offer, total, onAnswer }: Props) {
  const t = useTranslations('order.cancel');
  const answers = useTranslations('order.answers');
  const locale = useLocale();
  const cancel = trpc.orders.cancel.useMutation({ networkMode: 'always', retry: 0, onSettled: onAnswer });

  if (offer === 'not_yet') return <p className="mt-4 text-sm text-muted">{t('notYet')}</p>;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!cancel.isPending) cancel.mutate({ number: progress.number });
  }

  return (
    <details className="mt-2">
      <summary className="w-fit min-h-11 py-2.5 text-muted underline underline-offset-4 hover:text-ink">
        {t('open')}
      </summary>
      <form method="post" action={`/orders/${progress.number}/cancel`} onSubmit={submit}>
        <p className="max-w-prose">{t(`does.${LABELS[offer]}`, { amount: formatWon(total, locale) })}</p>
        <button
          type="submit"
          aria-disabled={cancel.isPending || undefined}
          className={buttonClass('secondary', 'mt-3')}
        >
          {cancel.isPending ? t('busy') : t(LABELS[offer])}
        </button>
        <p role="status" className="font-medium text-no not-empty:mt-2">
          {cancel.data?.kind === 'not_possible' && answers('cancelNotPossible')}
          {cancel.isError && t('notSent')}
        </p>
      </form>
    </details>
  );
}
