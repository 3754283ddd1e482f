import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { databaseNow, fromNow } from '#db/now.ts';
import { orders } from '#db/schema/orders.ts';
import { attempts } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import type { RefundId } from '../kernel/ids.ts';
import type { RefundStatus } from './contract.ts';

export type Refund = typeof refunds.$inferSelect;

/** Opens a refund unless its payment has one already, and says whether it did. */
export async function insertRefundOnce(
  tx: Transaction,
  refund: Omit<typeof refunds.$inferInsert, 'nextCheckAt'>,
  firstLookMs: number,
): Promise<boolean> {
  const opened = await tx
    .insert(refunds)
    .values({ ...refund, nextCheckAt: fromNow(firstLookMs) })
    .onConflictDoNothing()
    .returning({ id: refunds.id });
  return opened.length === 1;
}

/** A refund with the database's time, unlocked. */
export async function findRefund(
  db: Database,
  id: RefundId,
): Promise<{ refund: Refund; now: Date } | undefined> {
  const [row] = await db
    .select({ refund: refunds, now: databaseNow })
    .from(refunds)
    .where(eq(refunds.id, id));
  return row;
}

export async function findRefundIdByKey(db: Database, providerKey: string): Promise<RefundId | undefined> {
  const [row] = await db.select({ id: refunds.id }).from(refunds).where(eq(refunds.providerKey, providerKey));
  return row?.id;
}

/** Locks the order of a refund and then the refund, in the order that all writers keep. */
export async function lockOrderAndRefund(tx: Transaction, id: RefundId) {
  const [order] = await tx
    .select({ order: orders })
    .from(orders)
    .where(eq(orders.id, tx.select({ orderId: refunds.orderId }).from(refunds).where(eq(refunds.id, id))))
    .for('update');
  const [locked] = await tx
    .select({ refund: refunds, now: databaseNow })
    .from(refunds)
    .where(eq(refunds.id, id))
    .for('update');
  if (!order || !locked) return undefined;
  const [attempt] = await tx
    .select({ number: attempts.number })
    .from(attempts)
    .where(eq(attempts.id, locked.refund.attemptId));
  return { order: order.order, ...locked, attemptNumber: attempt?.number ?? 1 };
}

export type RefundChange = {
  status: RefundStatus;
  sends?: number;
  checks?: number;
  looked?: boolean;
  lastResult?: string;
  providerRefundId?: string;
  leaseMs?: number;
  nextCheckMs: number | null;
  reviewDueMs?: number;
};

/** Writes a change to a refund that is locked. Delays in ms from the database's now. */
export async function changeRefund(tx: Transaction, refund: Refund, change: RefundChange): Promise<void> {
  const { looked, leaseMs, nextCheckMs, reviewDueMs, ...columns } = change;
  const written = await tx
    .update(refunds)
    .set({
      ...columns,
      version: refund.version + 1,
      nextCheckAt: nextCheckMs === null ? null : fromNow(nextCheckMs),
      ...(looked && { lastCheckedAt: sql`now()` }),
      ...(leaseMs !== undefined && { leaseUntil: fromNow(leaseMs), sentAt: sql`now()` }),
      ...(reviewDueMs !== undefined && { reviewDueAt: fromNow(reviewDueMs) }),
      ...(change.status === 'succeeded' && refund.status !== 'succeeded' && { succeededAt: sql`now()` }),
    })
    .where(and(eq(refunds.id, refund.id), eq(refunds.version, refund.version)))
    .returning({ id: refunds.id });
  if (written.length !== 1) throw new Error(`refund ${refund.id} changed under its lock`);
}

/** Refunds whose time to be looked at passed at least `graceMs` ago: nobody is taking care of them. */
export async function findOverdueRefunds(
  db: Database,
  graceMs: number,
  limit: number,
): Promise<Pick<Refund, 'id' | 'version'>[]> {
  return db
    .select({ id: refunds.id, version: refunds.version })
    .from(refunds)
    .where(and(isNotNull(refunds.nextCheckAt), lte(refunds.nextCheckAt, fromNow(-graceMs))))
    .orderBy(asc(refunds.nextCheckAt))
    .limit(limit);
}
