import type { AttemptId } from '#server/kernel/ids.ts';
import type { CheckNowResult, PendingPayment } from '#server/payments/contract.ts';

/** A payment that an admin has asked about, as it was then, and what came of it. */
export type Checked = { payment: PendingPayment; result: CheckNowResult };

export type PendingRow = { payment: PendingPayment; result: CheckNowResult | null; isSettled: boolean };

/**
 * The rows of the list: what is waiting, in the server's order, then what was checked here and is waiting no
 * more. A row must not vanish in the moment in which it has something to say.
 */
export function pendingRows(
  waiting: readonly PendingPayment[],
  checked: ReadonlyMap<AttemptId, Checked>,
): PendingRow[] {
  const waitingIds = new Set(waiting.map(({ attemptId }) => attemptId));
  const rows = waiting.map((payment) => ({
    payment,
    result: checked.get(payment.attemptId)?.result ?? null,
    isSettled: false,
  }));
  const settled = [...checked.values()].filter(({ payment }) => !waitingIds.has(payment.attemptId));
  return [
    ...rows,
    ...settled.map(({ payment, result }) => ({
      payment: { ...payment, status: result.status, nextCheckAt: null },
      result,
      isSettled: true,
    })),
  ];
}
