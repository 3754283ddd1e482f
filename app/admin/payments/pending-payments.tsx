'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AttemptId } from '#server/kernel/ids.ts';
import type { PendingPaymentsView } from '#server/payments/contract.ts';
import { type Checked, pendingRows } from '../../_present/pending-rows.ts';
import { formatTimeWithSeconds } from '../../_present/time.ts';
import { trpc } from '../../_trpc/client.tsx';
import { Notice } from '../../_ui/notice.tsx';
import { PaymentRow } from './payment-row.tsx';

const REFRESH_MS = 5_000;
const COLUMNS = [
  'age',
  'order',
  'amount',
  'state',
  'attempts',
  'lastResult',
  'nextCheck',
  'actions',
] as const;

/** Payments without an answer, oldest first, fresh every few seconds while somebody looks. */
export function PendingPayments({ initial }: { initial: PendingPaymentsView }) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const [checked, setChecked] = useState<ReadonlyMap<AttemptId, Checked>>(new Map());
  const query = trpc.admin.pendingPayments.useQuery(undefined, {
    initialData: initial,
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: 'always',
  });
  const { payments, waiting, asOf } = query.data;
  const rows = pendingRows(payments, checked);
  const time = formatTimeWithSeconds(asOf, locale);

  function remember(id: AttemptId, entry: Checked): void {
    setChecked((before) => new Map(before).set(id, entry));
    void query.refetch();
  }

  return (
    <>
      <p className="mt-2 text-muted">
        <span role="status">{waiting === 0 ? t('empty') : t('waiting', { n: waiting })}</span>{' '}
        {payments.length < waiting && `${t('oldestShown', { n: payments.length })} `}
        <span className="tabular-nums">({t('asOf', { time })})</span>
      </p>
      {query.isRefetchError && (
        <Notice tone="wait" className="mt-4">
          {t('stale', { time })}
        </Notice>
      )}
      {rows.length > 0 && (
        <table className="mt-6 block w-full border-collapse text-left md:table">
          <thead className="hidden border-b border-control-line text-sm text-muted md:table-header-group">
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="px-3 py-2 font-medium">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="block space-y-4 md:table-row-group">
            {rows.map(({ payment, result, isSettled }) => (
              <PaymentRow
                key={payment.attemptId}
                payment={payment}
                result={result}
                isSettled={isSettled}
                asOf={asOf}
                onChecked={(answer) => remember(payment.attemptId, { payment, result: answer })}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
