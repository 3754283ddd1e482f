import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { orderAccess } from '#db/schema/mail.ts';
import { orders } from '#db/schema/orders.ts';
import type { BuyerId, OrderId, OrderNumber } from '../kernel/ids.ts';

export async function insertOrderAccess(
  tx: Transaction,
  access: { cookieHash: string; orderId: OrderId },
): Promise<void> {
  await tx.insert(orderAccess).values(access);
}

/** Who placed an order, if a browser got this secret for it in the last `validDays` days. */
export async function findBuyerOfAccess(
  db: Database,
  number: OrderNumber,
  cookieHash: string,
  validDays: number,
): Promise<BuyerId | undefined> {
  const [row] = await db
    .select({ buyerId: orders.buyerId })
    .from(orderAccess)
    .innerJoin(orders, eq(orders.id, orderAccess.orderId))
    .where(
      and(
        eq(orderAccess.cookieHash, cookieHash),
        eq(orders.number, number),
        gt(orderAccess.createdAt, sql`now() - make_interval(days => ${validDays})`),
      ),
    );
  return row?.buyerId;
}
