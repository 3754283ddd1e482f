import type { Ctx } from '../context.ts';
import type { AttemptId, OrderId } from '../kernel/ids.ts';
import { openRefund } from '../refunds/open-refund.ts';
import { lockOrderOfSurplus } from './ledger-store.ts';

type Surplus = {
  orderId: OrderId;
  attemptId: AttemptId;
  /** The provider's payment that is one too many, and what it took, in won. */
  paymentId: string;
  amount: number;
};

/**
 * Opens the refund of a charge too many and says whether it did: not when it has one already, and not when the
 * attempt has meanwhile come to count this very payment as its own.
 */
export async function refundSurplus(
  ctx: Ctx,
  { orderId, attemptId, paymentId, amount }: Surplus,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    if (!(await lockOrderOfSurplus(tx, attemptId, paymentId))) return false;
    return openRefund(tx, ctx, {
      orderId,
      attemptId,
      providerPaymentId: paymentId,
      amount,
      reason: 'surplus',
      restock: false,
    });
  });
}
