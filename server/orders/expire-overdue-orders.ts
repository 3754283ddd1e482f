import type { Ctx } from '../context.ts';
import { expireOrder } from './expire-order.ts';
import { findExpiredOrders } from './order-store.ts';

const BATCH = 200;

/** Expires the orders whose retry window is over and whose workflow did not; returns how many it cancelled. */
export async function expireOverdueOrders(ctx: Ctx): Promise<number> {
  let cancelled = 0;
  for (const { id } of await findExpiredOrders(ctx.db, BATCH)) {
    if (await expireOrder(ctx, id)) cancelled += 1;
  }
  return cancelled;
}
