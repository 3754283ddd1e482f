import { findBuyerByAccess } from '../access/find-buyer-by-access.ts';
import { hashSecret } from '../access/secrets.ts';
import type { Ctx } from '../context.ts';
import type { BuyerId, OrderNumber } from '../kernel/ids.ts';
import { findOrderOfLink } from './link-store.ts';

/** What a browser brings: its own id, and the access secret that it holds for an order. */
export type Browser = { buyerId: BuyerId | null; accessSecretOf(number: OrderNumber): string | undefined };

/**
 * Where a link leads that was followed before: to its order, for a browser that may see it anyway; `null` for
 * all others.
 */
export async function reopenOrderLink(
  ctx: Pick<Ctx, 'db'>,
  token: string,
  browser: Browser,
): Promise<OrderNumber | null> {
  const order = await findOrderOfLink(ctx.db, hashSecret(token));
  if (!order) return null;
  if (order.buyerId === browser.buyerId) return order.number;
  const secret = browser.accessSecretOf(order.number);
  if (secret === undefined) return null;
  return (await findBuyerByAccess(ctx, order.number, secret)) === null ? null : order.number;
}
