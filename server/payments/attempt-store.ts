import { and, asc, count, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { databaseNow, fromNow } from '#db/now.ts';
import { orders } from '#db/schema/orders.ts';
import { attempts, evidence } from '#db/schema/payments.ts';
import type { AttemptId, RefundId } from '../kernel/ids.ts';
import { type AttemptStatus, type EvidenceSource, LIVE_ATTEMPT_STATUSES } from './contract.ts';

export type Attempt = typeof attempts.$inferSelect;

export async function createAttempt(
  tx: Transaction,
  attempt: Pick<typeof attempts.$inferInsert, 'id' | 'orderId' | 'number' | 'amount' | 'paymentToken'>,
  firstLookMs: number,
): Promise<void> {
  await tx.insert(attempts).values({
    ...attempt,
    providerKey: `pay:${attempt.orderId}:${attempt.number}`,
    status: 'created',
    nextCheckAt: fromNow(firstLookMs),
  });
}

/** An attempt with its order and the database's time, unlocked: good for deciding what to try, never for writing. */
export async function findAttempt(db: Database, id: AttemptId) {
  const [row] = await db
    .select({
      attempt: attempts,
      order: { status: orders.status, cancelRequestedAt: orders.cancelRequestedAt },
      now: databaseNow,
    })
    .from(attempts)
    .innerJoin(orders, eq(orders.id, attempts.orderId))
    .where(eq(attempts.id, id));
  return row;
}

export async function findAttemptIdByKey(db: Database, providerKey: string): Promise<AttemptId | undefined> {
  const [row] = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(eq(attempts.providerKey, providerKey));
  return row?.id;
}

/** Locks the order of an attempt and then the attempt: always in this order, so that writers never deadlock. */
export async function lockOrderAndAttempt(tx: Transaction, id: AttemptId) {
  const [order] = await tx
    .select({ order: orders })
    .from(orders)
    .where(eq(orders.id, tx.select({ orderId: attempts.orderId }).from(attempts).where(eq(attempts.id, id))))
    .for('update');
  const [locked] = await tx
    .select({ attempt: attempts, now: databaseNow })
    .from(attempts)
    .where(eq(attempts.id, id))
    .for('update');
  if (!order || !locked) return undefined;
  return { order: order.order, attempt: locked.attempt, now: locked.now };
}

export type EvidenceRow = {
  /** Set when the news is about giving the money back. */
  refundId?: RefundId;
  source: EvidenceSource;
  actor: string;
  finding: string;
  detail: string | null;
  requestId: string | null;
  rawBody: string | null;
};

/** Keeps a piece of news for ever and returns its id. */
export async function appendEvidence(
  tx: Transaction,
  attemptId: AttemptId,
  news: EvidenceRow,
): Promise<number> {
  const [row] = await tx
    .insert(evidence)
    .values({ attemptId, ...news })
    .returning({ id: evidence.id });
  if (!row) throw new Error('evidence was not stored');
  return row.id;
}

export type AttemptChange = {
  status: AttemptStatus;
  sends?: number;
  harmlessSends?: number;
  checks?: number;
  fences?: number;
  looked?: boolean;
  lastResult?: string;
  declineCode?: string;
  providerPaymentId?: string;
  leaseMs?: number;
  nextCheckMs: number | null;
  reviewDueMs?: number;
};

/**
 * Writes a change to an attempt that is locked and has not moved since it was read. Delays in ms from the
 * database's now. Throws when another writer got in between, which the lock should make impossible.
 */
export async function changeAttempt(tx: Transaction, attempt: Attempt, change: AttemptChange): Promise<void> {
  const { looked, leaseMs, nextCheckMs, reviewDueMs, ...columns } = change;
  const written = await tx
    .update(attempts)
    .set({
      ...columns,
      version: attempt.version + 1,
      nextCheckAt: nextCheckMs === null ? null : fromNow(nextCheckMs),
      ...(looked && { lastCheckedAt: sql`now()` }),
      ...(leaseMs !== undefined && { leaseUntil: fromNow(leaseMs), sentAt: sql`now()` }),
      ...(reviewDueMs !== undefined && { reviewDueAt: fromNow(reviewDueMs) }),
    })
    .where(and(eq(attempts.id, attempt.id), eq(attempts.version, attempt.version)))
    .returning({ id: attempts.id });
  if (written.length !== 1) throw new Error(`attempt ${attempt.id} changed under its lock`);
}

/** Puts off the next look at an attempt that cannot be sent now. Nothing happened, so nothing is recorded. */
export async function postponeAttempt(db: Database, id: AttemptId, delayMs: number): Promise<void> {
  await db
    .update(attempts)
    .set({ nextCheckAt: fromNow(delayMs), lastResult: 'provider_away' })
    .where(and(eq(attempts.id, id), inArray(attempts.status, ['created', 'sending'])));
}

/** Names who takes care of an attempt that the caller has locked in review. */
export async function setReviewOwner(tx: Transaction, id: AttemptId, owner: string): Promise<void> {
  await tx
    .update(attempts)
    .set({ reviewOwner: owner, version: sql`${attempts.version} + 1` })
    .where(eq(attempts.id, id));
}

/** Brings the next look at an unfinished attempt forward to now. */
export async function makeAttemptDue(tx: Transaction, id: AttemptId): Promise<void> {
  await tx
    .update(attempts)
    .set({ nextCheckAt: sql`now()`, version: sql`${attempts.version} + 1` })
    .where(and(eq(attempts.id, id), isNotNull(attempts.nextCheckAt)));
}

/** Attempts whose time to be looked at passed at least `graceMs` ago: nobody is taking care of them. */
export async function findOverdueAttempts(
  db: Database,
  graceMs: number,
  limit: number,
): Promise<Pick<Attempt, 'id' | 'orderId' | 'version'>[]> {
  return db
    .select({ id: attempts.id, orderId: attempts.orderId, version: attempts.version })
    .from(attempts)
    .where(and(isNotNull(attempts.nextCheckAt), lte(attempts.nextCheckAt, fromNow(-graceMs))))
    .orderBy(asc(attempts.nextCheckAt))
    .limit(limit);
}

/** Unfinished payments, the oldest first. */
export async function findUnfinishedAttempts(db: Database, limit: number) {
  return db
    .select({ attempt: attempts, orderNumber: orders.number, email: orders.email })
    .from(attempts)
    .innerJoin(orders, eq(orders.id, attempts.orderId))
    .where(and(isNotNull(attempts.nextCheckAt), inArray(attempts.status, LIVE_ATTEMPT_STATUSES)))
    .orderBy(asc(attempts.createdAt))
    .limit(limit);
}

export async function countUnfinishedAttempts(db: Database): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(attempts)
    .where(and(isNotNull(attempts.nextCheckAt), inArray(attempts.status, LIVE_ATTEMPT_STATUSES)));
  return row?.waiting ?? 0;
}
