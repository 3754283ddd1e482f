import { useTranslations } from 'next-intl';
import type { OrderProgress } from '#server/orders/contract.ts';
import type { ProgressView } from '../../../_present/progress-view.ts';
import { trpc } from '../../../_trpc/client.tsx';
import { buttonClass } from '../../../_ui/button-class.ts';

const LABELS = { cancel_now: 'now', request: 'request', refund: 'refund' } as const;

type Props = {
  progress: OrderProgress;
  /** What pressing the button would do now; the server decides again when it is pressed. */
  offer: NonNullable<ProgressView['cancel']>;
  /** Called when the shop has answered: the order may stand differently now. */
  onAnswer: () => void;
};

/** The shopper's wish to cancel, named after what it can do at this moment. Pressing twice is pressing once. */
export function CancelOrder({ progress, offer, onAnswer }: Props) {
  const t = useTranslations('order.cancel');
  const cancel = trpc.orders.cancel.useMutation({ networkMode: 'always', retry: 0, onSettled: onAnswer });

  return (
    <div className="mt-4">
      <button
        type="button"
        aria-disabled={cancel.isPending || undefined}
        onClick={() => cancel.isPending || cancel.mutate({ number: progress.number })}
        className={buttonClass('secondary')}
      >
        {cancel.isPending ? t('busy') : t(LABELS[offer])}
      </button>
      <p role="status" className="mt-2 font-medium text-no">
        {cancel.data?.kind === 'not_possible' && t('notPossible')}
        {cancel.isError && t('notSent')}
      </p>
    </div>
  );
}
