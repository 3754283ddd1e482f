import { useLocale, useTranslations } from 'next-intl';
import type { PendingPayment } from '#server/payments/contract.ts';
import { formatDayAndTime } from '../../_present/time.ts';
import { trpc } from '../../_trpc/client.tsx';
import { buttonClass } from '../../_ui/button-class.ts';

/** By when a payment in review is to be decided, who takes care of it, and the way to do so oneself. */
export function ReviewCare({ payment }: { payment: PendingPayment }) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const utils = trpc.useUtils();
  const take = trpc.admin.takeReview.useMutation({
    onSuccess: () => utils.admin.pendingPayments.invalidate(),
  });
  const { reviewDueAt, reviewOwner, attemptId, orderNumber } = payment;
  return (
    <span className="mt-1 block text-sm text-muted">
      {reviewDueAt !== null && (
        <span className="block">{t('reviewDue', { time: formatDayAndTime(reviewDueAt, locale) })}</span>
      )}
      {reviewOwner !== null && <span className="block">{t('reviewOwner', { owner: reviewOwner })}</span>}
      <button
        type="button"
        aria-label={t('takeReviewLabel', { no: orderNumber })}
        aria-disabled={take.isPending || undefined}
        onClick={() => take.isPending || take.mutate({ attemptId })}
        className={buttonClass('secondary', 'mt-1 px-3')}
      >
        {t('takeReview')}
      </button>
      <span role="status" className="block">
        {take.isError && t('takeReviewFailed')}
      </span>
    </span>
  );
}
