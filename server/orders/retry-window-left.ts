import type { Ctx } from '../context.ts';
import type { OrderId } from '../kernel/ids.ts';
import { findOrder } from './order-store.ts';

/** How long a refused order still keeps its books, in ms, or `null` when no window is open. */
export async function retryWindowLeft(ctx: Ctx, orderId: OrderId): Promise<number | null> {
  const found = await findOrder(ctx.db, orderId);
  if (found?.order.status !== 'placed' || found.order.retryUntil === null) return null;
  return Math.max(found.order.retryUntil.getTime() - found.now.getTime(), 0);
}
