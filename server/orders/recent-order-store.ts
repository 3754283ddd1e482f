import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { fromNow } from '#db/now.ts';
import { orderLines, orders } from '#db/schema/orders.ts';
import type { BookId, BuyerId, OrderNumber } from '../kernel/ids.ts';

const ageMs = sql`extract(epoch from now() - ${orders.placedAt}) * 1000`.mapWith(Number);

/**
 * The orders that a buyer placed in the last `windowMs` and that still stand: neither cancelled nor on their way
 * back as a refund. With what each holds.
 */
export async function findStandingOrders(db: Database, buyerId: BuyerId, windowMs: number) {
  const rows = await db
    .select({ number: orders.number, ageMs, bookId: orderLines.bookId, quantity: orderLines.quantity })
    .from(orders)
    .innerJoin(orderLines, eq(orderLines.orderId, orders.id))
    .where(
      and(
        // The unique index on buyer and key finds these.
        eq(orders.buyerId, buyerId),
        inArray(orders.status, ['placed', 'confirmed']),
        gt(orders.placedAt, fromNow(-windowMs)),
      ),
    );
  const standing = new Map<
    OrderNumber,
    { number: OrderNumber; ageMs: number; lines: { bookId: BookId; quantity: number }[] }
  >();
  for (const { number, ageMs, ...line } of rows) {
    const order = standing.get(number) ?? { number, ageMs, lines: [] };
    order.lines.push(line);
    standing.set(number, order);
  }
  return [...standing.values()];
}
