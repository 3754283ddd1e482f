import type { Ctx } from '../context.ts';
import { checkRefund } from './advance-refund.ts';
import type { RefundStatus } from './contract.ts';
import { findRefund, findRefundIdByKey } from './refund-store.ts';

/**
 * Asks the provider about the refund whose key a message names, and returns how it stands afterwards, or
 * `null` when no refund has that key. Not asked about: a key that is on its way, and money that is back.
 */
export async function checkRefundByKey(ctx: Ctx, providerKey: string): Promise<RefundStatus | null> {
  const refundId = await findRefundIdByKey(ctx.db, providerKey);
  const before = refundId && (await findRefund(ctx.db, refundId));
  if (!before) return null;
  const { id, status } = before.refund;
  if (status === 'sending' || status === 'succeeded') return status;
  await checkRefund(ctx, id, 'webhook');
  const after = await findRefund(ctx.db, id);
  return after?.refund.status ?? null;
}
