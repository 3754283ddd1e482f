import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { relaySoon } from '../outbox/relay-outbox.ts';
import type { RefundOrderInput, RefundOrderResult } from './contract.ts';
import { findOrderByNumber, lockOrder } from './order-store.ts';
import { refundConfirmedOrder } from './refund-confirmed-order.ts';

/**
 * An admin gives the money of a confirmed order back, with a reason and a choice about its books. Asking again
 * changes nothing. Throws ORDER_NOT_FOUND for an unknown order.
 */
export async function refundOrder(ctx: Ctx, input: RefundOrderInput): Promise<RefundOrderResult> {
  const found = await findOrderByNumber(ctx.db, input.number);
  if (!found) throw new AppError('ORDER_NOT_FOUND', `no order ${input.number}`);
  const result = await ctx.db.transaction(async (tx): Promise<RefundOrderResult> => {
    const order = (await lockOrder(tx, found.id))?.order;
    if (order?.status === 'refunding' || order?.status === 'refunded') return { kind: 'refunding' };
    if (order?.status !== 'confirmed') return { kind: 'not_possible' };
    const wish = { by: 'admin', restock: input.restock, note: input.reason } as const;
    const started = await refundConfirmedOrder(tx, ctx, order, wish);
    return { kind: started ? 'refunding' : 'not_possible' };
  });
  relaySoon(ctx);
  return result;
}
