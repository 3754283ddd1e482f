import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { orderLinks } from '#db/schema/mail.ts';
import { orders } from '#db/schema/orders.ts';
import type { BuyerId, OrderId, OrderNumber } from '../kernel/ids.ts';

export async function insertOrderLink(
  tx: Transaction,
  link: { tokenHash: string; orderId: OrderId },
  validDays: number,
): Promise<void> {
  await tx
    .insert(orderLinks)
    .values({ ...link, expiresAt: sql`now() + make_interval(days => ${validDays})` });
}

/** Uses up a link that is neither used nor too old. Of many who try at once, one gets the order. */
export async function useOrderLink(
  tx: Transaction,
  tokenHash: string,
): Promise<{ orderId: OrderId; number: OrderNumber } | undefined> {
  const [used] = await tx
    .update(orderLinks)
    .set({ usedAt: sql`now()` })
    .from(orders)
    .where(
      and(
        eq(orderLinks.tokenHash, tokenHash),
        isNull(orderLinks.usedAt),
        gt(orderLinks.expiresAt, sql`now()`),
        eq(orders.id, orderLinks.orderId),
      ),
    )
    .returning({ orderId: orderLinks.orderId, number: orders.number });
  return used;
}

/** The order that a link belongs to, used or not. */
export async function findOrderOfLink(
  db: Database,
  tokenHash: string,
): Promise<{ number: OrderNumber; buyerId: BuyerId } | undefined> {
  const [row] = await db
    .select({ number: orders.number, buyerId: orders.buyerId })
    .from(orderLinks)
    .innerJoin(orders, eq(orders.id, orderLinks.orderId))
    .where(eq(orderLinks.tokenHash, tokenHash));
  return row;
}
