import type { Ctx } from '../context.ts';
import type { BuyerId, OrderNumber } from '../kernel/ids.ts';
import { findBuyerOfAccess } from './access-store.ts';
import { ACCESS_DAYS } from './contract.ts';
import { hashSecret } from './secrets.ts';

/**
 * The buyer for whom a browser may act on one order because it proved once that it is theirs, or `null`. For
 * this order alone: the buyer's other orders stay closed.
 */
export async function findBuyerByAccess(
  ctx: Pick<Ctx, 'db'>,
  number: OrderNumber,
  accessSecret: string,
): Promise<BuyerId | null> {
  return (await findBuyerOfAccess(ctx.db, number, hashSecret(accessSecret), ACCESS_DAYS)) ?? null;
}
