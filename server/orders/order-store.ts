import { and, asc, desc, eq, inArray, isNotNull, lte, max, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { databaseNow, fromNow } from '#db/now.ts';
import { books, stock } from '#db/schema/catalog.ts';
import { orderLines, orders } from '#db/schema/orders.ts';
import { attempts, transitions } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import type { BookId, BuyerId, OrderId, OrderNumber } from '../kernel/ids.ts';
import type { CancelReason, OrderStatus } from './contract.ts';

export type Order = typeof orders.$inferSelect;

/** The books of an order as they are now: price in won and copies on the shelf. */
export async function findBooksForSale(db: Database | Transaction, ids: readonly BookId[]) {
  return db
    .select({ id: books.id, salePrice: books.salePrice, available: stock.available })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(inArray(books.id, [...ids]));
}

/**
 * Claims the browser's key by inserting the order under it, and says whether this call won. A rival with
 * the same key waits here until the winner has committed or given up.
 */
export async function insertOrderIfKeyIsFree(
  tx: Transaction,
  order: typeof orders.$inferInsert,
): Promise<boolean> {
  const inserted = await tx
    .insert(orders)
    .values(order)
    .onConflictDoNothing({ target: [orders.buyerId, orders.clientKey] })
    .returning({ id: orders.id });
  return inserted.length === 1;
}

export async function insertOrderLines(
  tx: Transaction,
  lines: (typeof orderLines.$inferInsert)[],
): Promise<void> {
  await tx.insert(orderLines).values(lines);
}

export async function findOrderByClientKey(
  db: Database | Transaction,
  buyerId: BuyerId,
  clientKey: string,
): Promise<Pick<Order, 'number' | 'requestHash'> | undefined> {
  const [order] = await db
    .select({ number: orders.number, requestHash: orders.requestHash })
    .from(orders)
    .where(and(eq(orders.buyerId, buyerId), eq(orders.clientKey, clientKey)));
  return order;
}

/** An order with the database's time, if this buyer placed it. */
export async function findOrderOfBuyer(
  db: Database,
  buyerId: BuyerId,
  number: OrderNumber,
): Promise<{ order: Order; now: Date } | undefined> {
  const [row] = await db
    .select({ order: orders, now: databaseNow })
    .from(orders)
    .where(and(eq(orders.number, number), eq(orders.buyerId, buyerId)));
  return row;
}

export async function findOrderLines(db: Database, orderId: OrderId) {
  return db
    .select({
      bookId: orderLines.bookId,
      slug: books.slug,
      titleKo: books.titleKo,
      titleEn: books.titleEn,
      quantity: orderLines.quantity,
      unitPrice: orderLines.unitPrice,
    })
    .from(orderLines)
    .innerJoin(books, eq(books.id, orderLines.bookId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(books.titleKo));
}

export async function findOrderByNumber(db: Database, number: OrderNumber): Promise<Order | undefined> {
  const [order] = await db.select().from(orders).where(eq(orders.number, number));
  return order;
}

/** An order with the database's time, unlocked. */
export async function findOrder(db: Database, id: OrderId): Promise<{ order: Order; now: Date } | undefined> {
  const [row] = await db.select({ order: orders, now: databaseNow }).from(orders).where(eq(orders.id, id));
  return row;
}

/** Locks an order; its attempts may be locked only after it. */
export async function lockOrder(
  tx: Transaction,
  id: OrderId,
): Promise<{ order: Order; now: Date } | undefined> {
  const [row] = await tx
    .select({ order: orders, now: databaseNow })
    .from(orders)
    .where(eq(orders.id, id))
    .for('update');
  return row;
}

export type OrderChange = {
  status?: OrderStatus;
  cancelReason?: CancelReason;
  cancelRequested?: true;
  /** In ms from the database's now; `null` closes the retry window. */
  retryWindowMs?: number | null;
};

/** Writes a change to an order that the caller has locked; every change makes a new version. */
export async function changeOrder(tx: Transaction, order: Order, change: OrderChange): Promise<void> {
  const { retryWindowMs, cancelRequested, ...columns } = change;
  await tx
    .update(orders)
    .set({
      ...columns,
      version: sql`${orders.version} + 1`,
      ...(cancelRequested && { cancelRequestedAt: sql`now()` }),
      ...(retryWindowMs !== undefined && {
        retryUntil: retryWindowMs === null ? null : fromNow(retryWindowMs),
      }),
    })
    .where(eq(orders.id, order.id));
}

/** Orders whose retry window is over and which nobody has cancelled yet. */
export async function findExpiredOrders(db: Database, limit: number): Promise<{ id: OrderId }[]> {
  return db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.status, 'placed'), isNotNull(orders.retryUntil), lte(orders.retryUntil, sql`now()`)))
    .orderBy(asc(orders.retryUntil))
    .limit(limit);
}

/** All attempts of an order, the newest first: they tell how its payment stands. */
export async function findAttemptsOfOrder(db: Database | Transaction, orderId: OrderId) {
  return db.select().from(attempts).where(eq(attempts.orderId, orderId)).orderBy(desc(attempts.number));
}

/** The refund that a shopper is told about: of the order's own charge before one of a surplus charge. */
export async function findRefundOfOrder(db: Database, orderId: OrderId) {
  const [refund] = await db
    .select()
    .from(refunds)
    .where(and(eq(refunds.orderId, orderId), ne(refunds.reason, 'surplus')))
    .orderBy(asc(refunds.createdAt))
    .limit(1);
  return refund;
}

/** The charge that brought an order's money: the first that was paid, and when we learned of it. */
export async function findPaymentOfOrder(db: Database, orderId: OrderId) {
  const [payment] = await db
    .select({ confirmedAt: transitions.at, reference: attempts.providerPaymentId })
    .from(transitions)
    .innerJoin(attempts, eq(attempts.id, transitions.attemptId))
    .where(
      and(
        eq(transitions.orderId, orderId),
        eq(transitions.subject, 'attempt'),
        eq(transitions.toStatus, 'paid'),
      ),
    )
    .orderBy(asc(transitions.id))
    .limit(1);
  return payment;
}

/** The day, `YYYY-MM-DD`, from which all books of an order are on sale; `null` when none was ever announced. */
export async function findSaleStartOfOrder(db: Database, orderId: OrderId): Promise<string | null> {
  const [latest] = await db
    .select({ onSaleFrom: max(books.onSaleFrom) })
    .from(orderLines)
    .innerJoin(books, eq(books.id, orderLines.bookId))
    .where(eq(orderLines.orderId, orderId));
  return latest?.onSaleFrom ?? null;
}

export type OrderPayment = NonNullable<Awaited<ReturnType<typeof findPaymentOfOrder>>>;

export type OrderRefund = NonNullable<Awaited<ReturnType<typeof findRefundOfOrder>>>;

export type OrderAttempt = Awaited<ReturnType<typeof findAttemptsOfOrder>>[number];
