import { and, asc, eq, gt, gte, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '#db/client.ts';
import { ledgerCursors, ledgerLines } from '#db/schema/ledger.ts';
import { orders } from '#db/schema/orders.ts';
import { attempts, evidence, transitions } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import type { AttemptId, OrderId } from '../kernel/ids.ts';

export async function findCursor(db: Database, reader: string): Promise<string | null> {
  const [row] = await db.select().from(ledgerCursors).where(eq(ledgerCursors.reader, reader));
  return row?.cursor ?? null;
}

export async function saveCursor(
  db: Database | Transaction,
  reader: string,
  cursor: string | null,
): Promise<void> {
  await db
    .insert(ledgerCursors)
    .values({ reader, cursor })
    .onConflictDoUpdate({ target: ledgerCursors.reader, set: { cursor, updatedAt: sql`now()` } });
}

type LineRow = Awaited<ReturnType<typeof findLines>>[number];

/** Keeps lines that are not kept yet. One parameter for all of them: a thousand rows of values cost several times more. */
export async function insertLines(tx: Transaction, lines: readonly LineRow[]): Promise<void> {
  await tx.execute(sql`
    insert into ${ledgerLines} (id, type, provider_payment_id, provider_key, merchant_order_id, amount, currency, posted_at)
    select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line
      (id text, type text, "paymentId" text, key text, "merchantOrderId" text, amount bigint, currency text,
       "postedAt" timestamptz)
    on conflict do nothing`);
}

/** Like `inArray`, but with one parameter for all values. */
function isOneOf(column: PgColumn, values: readonly string[]) {
  return sql`${column} = any(${sql.param(values)}::text[])`;
}

const lineColumns = {
  id: ledgerLines.id,
  type: ledgerLines.type,
  paymentId: ledgerLines.providerPaymentId,
  key: ledgerLines.providerKey,
  merchantOrderId: ledgerLines.merchantOrderId,
  amount: ledgerLines.amount,
  currency: ledgerLines.currency,
  postedAt: ledgerLines.postedAt,
};

export async function findLines(db: Database, ids: string[]) {
  if (ids.length === 0) return [];
  return db.select(lineColumns).from(ledgerLines).where(isOneOf(ledgerLines.id, ids));
}

/** All that the ledger is known to say about some payments. */
export async function findLinesOfPayments(db: Database, paymentIds: string[]) {
  if (paymentIds.length === 0) return [];
  return db.select(lineColumns).from(ledgerLines).where(isOneOf(ledgerLines.providerPaymentId, paymentIds));
}

export async function findAttemptsByKey(db: Database, keys: string[]) {
  if (keys.length === 0) return [];
  return db
    .select({
      key: attempts.providerKey,
      id: attempts.id,
      orderId: attempts.orderId,
      amount: attempts.amount,
      status: attempts.status,
      paymentId: attempts.providerPaymentId,
    })
    .from(attempts)
    .where(isOneOf(attempts.providerKey, keys));
}

export async function findRefundsByKey(db: Database, keys: string[]) {
  if (keys.length === 0) return [];
  return db
    .select({
      key: refunds.providerKey,
      id: refunds.id,
      orderId: refunds.orderId,
      attemptId: refunds.attemptId,
      amount: refunds.amount,
      status: refunds.status,
      paymentId: refunds.providerPaymentId,
    })
    .from(refunds)
    .where(isOneOf(refunds.providerKey, keys));
}

/** Which of these ids are orders of ours. */
export async function findKnownOrders(db: Database, ids: OrderId[]): Promise<OrderId[]> {
  if (ids.length === 0) return [];
  const known = await db.select({ id: orders.id }).from(orders).where(inArray(orders.id, ids));
  return known.map(({ id }) => id);
}

/**
 * Locks an attempt's order and says whether `paymentId` is a charge too many: the attempt is paid with another
 * payment, which is not being given back as the surplus itself.
 */
export async function lockOrderOfSurplus(
  tx: Transaction,
  attemptId: AttemptId,
  paymentId: string,
): Promise<boolean> {
  const orderOfAttempt = tx
    .select({ orderId: attempts.orderId })
    .from(attempts)
    .where(eq(attempts.id, attemptId));
  await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, orderOfAttempt)).for('update');
  const [kept] = await tx
    .select({ paymentId: attempts.providerPaymentId, givenBack: refunds.id })
    .from(attempts)
    .leftJoin(
      refunds,
      and(eq(refunds.providerPaymentId, attempts.providerPaymentId), eq(refunds.reason, 'surplus')),
    )
    .where(
      and(eq(attempts.id, attemptId), eq(attempts.status, 'paid'), ne(attempts.providerPaymentId, paymentId)),
    );
  return kept !== undefined && kept.givenBack === null;
}

/** A charge shows when its own payment has a charge line under its key and no reversal. */
const chargeIsShown = sql<boolean>`exists (
  select from ${ledgerLines} where ${ledgerLines.providerPaymentId} = ${attempts.providerPaymentId}
    and ${ledgerLines.providerKey} = ${attempts.providerKey} and ${ledgerLines.type} = 'charge'
) and not exists (
  select from ${ledgerLines} where ${ledgerLines.providerPaymentId} = ${attempts.providerPaymentId}
    and ${ledgerLines.type} = 'reversal'
)`;
const refundIsShown = sql<boolean>`exists (
  select from ${ledgerLines} where ${ledgerLines.providerKey} = ${refunds.providerKey}
    and ${ledgerLines.type} = 'refund'
)`;

/** Every change of our books that says that money moved: an attempt became paid, a refund succeeded. */
function selectMovements(db: Database) {
  return db
    .select({
      id: transitions.id,
      subject: transitions.subject,
      orderId: transitions.orderId,
      attemptId: transitions.attemptId,
      movedAt: transitions.at,
      now: sql<Date>`now()`.mapWith(transitions.at),
      charge: {
        key: attempts.providerKey,
        paymentId: attempts.providerPaymentId,
        amount: attempts.amount,
        shown: chargeIsShown,
      },
      refund: {
        id: refunds.id,
        key: refunds.providerKey,
        paymentId: refunds.providerPaymentId,
        amount: refunds.amount,
        shown: refundIsShown,
      },
    })
    .from(transitions)
    .innerJoin(attempts, eq(attempts.id, transitions.attemptId))
    .innerJoin(evidence, eq(evidence.id, transitions.evidenceId))
    .leftJoin(refunds, and(eq(transitions.subject, 'refund'), eq(refunds.id, evidence.refundId)));
}

const isMovement = or(
  and(eq(transitions.subject, 'attempt'), eq(transitions.toStatus, 'paid')),
  and(eq(transitions.subject, 'refund'), eq(transitions.toStatus, 'succeeded')),
);

export type MovementRow = Awaited<ReturnType<typeof findMovements>>[number];

/**
 * Movements after a position that happened at least `graceMs` before the end of a span (or before now), of attempts
 * that were opened within it: no line of theirs can have been posted before. In the order of their recording.
 */
export async function findMovements(
  db: Database,
  { after, graceMs, from, to }: { after: number; graceMs: number; from?: Date; to?: Date },
  limit: number,
) {
  const end = to ? sql`least(now(), ${to.toISOString()}::timestamptz)` : sql`now()`;
  return selectMovements(db)
    .where(
      and(
        isMovement,
        gt(transitions.id, after),
        lt(transitions.at, sql`${end} - make_interval(secs => ${graceMs / 1_000})`),
        from && gte(attempts.createdAt, from),
      ),
    )
    .orderBy(asc(transitions.id))
    .limit(limit);
}

/** The movements of some attempts, whatever their age. */
export async function findMovementsOfAttempts(db: Database, attemptIds: AttemptId[]): Promise<MovementRow[]> {
  if (attemptIds.length === 0) return [];
  return selectMovements(db).where(and(isMovement, inArray(transitions.attemptId, attemptIds)));
}
