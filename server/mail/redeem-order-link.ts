import { grantOrderAccess } from '../access/grant-order-access.ts';
import { hashSecret } from '../access/secrets.ts';
import type { Ctx } from '../context.ts';
import type { OrderNumber } from '../kernel/ids.ts';
import { useOrderLink } from './link-store.ts';

/**
 * Changes a link's token for a secret that lets one browser come back to the order. Works once; `null` for a
 * token that is unknown, used or too old, so that the answer tells nothing about which.
 */
export async function redeemOrderLink(
  ctx: Pick<Ctx, 'db'>,
  token: string,
): Promise<{ number: OrderNumber; accessSecret: string } | null> {
  return ctx.db.transaction(async (tx) => {
    const used = await useOrderLink(tx, hashSecret(token));
    if (!used) return null;
    return { number: used.number, accessSecret: await grantOrderAccess(tx, used.orderId) };
  });
}
