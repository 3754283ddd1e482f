import type { Ctx } from '../context.ts';
import type { BuyerId, OrderNumber } from '../kernel/ids.ts';
import { findOrderByClientKey as findByKey } from './order-store.ts';

/** Whether a request whose answer was lost has been saved: its order's number, or `null`. */
export async function findOrderByClientKey(
  ctx: Ctx,
  buyerId: BuyerId,
  clientKey: string,
): Promise<{ orderNumber: OrderNumber } | null> {
  const order = await findByKey(ctx.db, buyerId, clientKey);
  return order ? { orderNumber: order.number } : null;
}
