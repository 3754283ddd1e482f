import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { databaseNow, fromNow } from '#db/now.ts';
import { books } from '#db/schema/catalog.ts';
import { mails } from '#db/schema/mail.ts';
import { orderLines, orders } from '#db/schema/orders.ts';
import { attempts } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';

export type Mail = typeof mails.$inferSelect;

/** Writes a mail down unless the order already has this one, and says whether this call did. */
export async function insertMailOnce(
  tx: Transaction,
  mail: Pick<Mail, 'id' | 'orderId' | 'kind' | 'attemptNumber' | 'locale' | 'recipient'>,
): Promise<boolean> {
  const inserted = await tx
    .insert(mails)
    .values(mail)
    .onConflictDoNothing({ target: [mails.orderId, mails.kind, mails.attemptNumber] })
    .returning({ id: mails.id });
  return inserted.length === 1;
}

/**
 * Takes a mail that is due, for `leaseMs`: until then nobody else can. `undefined` when it is not due: somebody
 * is sending it, it waits after a failure, or it has ended.
 */
export async function claimMail(tx: Transaction, id: string, leaseMs: number): Promise<Mail | undefined> {
  const [claimed] = await tx
    .update(mails)
    .set({ sends: sql`${mails.sends} + 1`, nextSendAt: fromNow(leaseMs) })
    .where(and(eq(mails.id, id), lte(mails.nextSendAt, sql`now()`)))
    .returning();
  return claimed;
}

/** How the order of a mail stands now, with the database's time. */
export async function findMailFacts(tx: Transaction, { orderId, attemptNumber }: Mail) {
  const [found] = await tx
    .select({ order: orders, now: databaseNow })
    .from(orders)
    .where(eq(orders.id, orderId));
  if (!found) throw new Error(`a mail is owed for the order ${orderId}, which is not there`);
  const lines = await tx
    .select({
      titleKo: books.titleKo,
      titleEn: books.titleEn,
      quantity: orderLines.quantity,
      unitPrice: orderLines.unitPrice,
    })
    .from(orderLines)
    .innerJoin(books, eq(books.id, orderLines.bookId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(books.titleKo));
  const attemptsOfOrder = await tx
    .select({ number: attempts.number, status: attempts.status, reviewDueAt: attempts.reviewDueAt })
    .from(attempts)
    .where(eq(attempts.orderId, orderId))
    .orderBy(desc(attempts.number));
  const refundsOfCharge = await tx
    .select({
      amount: refunds.amount,
      reason: refunds.reason,
      at: sql<Date>`coalesce(${refunds.succeededAt}, now())`.mapWith(refunds.createdAt),
    })
    .from(refunds)
    .innerJoin(attempts, eq(attempts.id, refunds.attemptId))
    .where(
      and(eq(refunds.orderId, orderId), eq(attempts.number, attemptNumber), eq(refunds.status, 'succeeded')),
    );
  return { ...found, lines, attempts: attemptsOfOrder, refunds: refundsOfCharge };
}

export async function writeMail(
  tx: Transaction,
  id: string,
  written: { subject: string; body: string },
): Promise<void> {
  await tx.update(mails).set(written).where(eq(mails.id, id));
}

/** Ends an owed mail that no server has taken. */
export async function endMail(
  db: Database | Transaction,
  id: string,
  status: 'kept' | 'outdated',
): Promise<void> {
  await db
    .update(mails)
    .set({ status, nextSendAt: null })
    .where(and(eq(mails.id, id), eq(mails.status, 'owed')));
}

/** Ends a mail that a server has taken, whoever holds it now: what is delivered needs no other sender. */
export async function markMailSent(db: Database, id: string): Promise<void> {
  await db
    .update(mails)
    .set({ status: 'sent', sentAt: sql`now()`, nextSendAt: null, lastError: null })
    .where(and(eq(mails.id, id), eq(mails.status, 'owed')));
}

/**
 * Keeps why a sending failed and when the next may follow, or `null` to give the mail up; nothing when another
 * sender holds the mail by now.
 */
export async function markSendFailed(
  db: Database,
  { id, sends }: Pick<Mail, 'id' | 'sends'>,
  { lastError, delayMs }: { lastError: string; delayMs: number | null },
): Promise<void> {
  await db
    .update(mails)
    .set(
      delayMs === null
        ? { lastError, status: 'failed', nextSendAt: null }
        : { lastError, nextSendAt: fromNow(delayMs) },
    )
    .where(and(eq(mails.id, id), eq(mails.status, 'owed'), eq(mails.sends, sends)));
}

/** Mails that have been due for at least `graceMs`: nobody is sending them. */
export async function findOverdueMails(
  db: Database,
  graceMs: number,
  limit: number,
): Promise<Pick<Mail, 'id' | 'sends'>[]> {
  return db
    .select({ id: mails.id, sends: mails.sends })
    .from(mails)
    .where(lte(mails.nextSendAt, fromNow(-graceMs)))
    .orderBy(asc(mails.nextSendAt))
    .limit(limit);
}

/** Mails with the number of their order, the newest first: their ids grow with time. */
export async function findNewestMails(db: Database, limit: number) {
  return db
    .select({ mail: mails, orderNumber: orders.number })
    .from(mails)
    .innerJoin(orders, eq(orders.id, mails.orderId))
    .orderBy(desc(mails.id))
    .limit(limit);
}
