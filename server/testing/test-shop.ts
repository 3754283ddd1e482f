import { randomUUID } from 'node:crypto';
import { eq, isNull, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase } from '#db/client.ts';
import { books, stock } from '#db/schema/catalog.ts';
import { orders, reservations } from '#db/schema/orders.ts';
import { outbox } from '#db/schema/outbox.ts';
import { attempts, evidence, transitions } from '#db/schema/payments.ts';
import { createTestDatabase } from '#db/testing/test-database.ts';
import type { Ctx } from '../context.ts';
import { systemClock } from '../kernel/clock.ts';
import {
  type AttemptId,
  type BookId,
  type BuyerId,
  bookIdSchema,
  buyerIdSchema,
  type RefundId,
  refundIdSchema,
} from '../kernel/ids.ts';
import type { PlaceOrderInput } from '../orders/contract.ts';
import { placeOrder } from '../orders/place-order.ts';
import type { AppEvent } from '../outbox/contract.ts';
import { orderFor } from './order-request.ts';
import { ScriptedGateway } from './scripted-gateway.ts';

/** A shop on a database of its own with a scripted provider and an engine that only takes notes. */
export async function openTestShop(options: { connections?: number } = {}) {
  const database = await createTestDatabase();
  const { db, close } = connectDatabase(database.url, options.connections ?? 10);
  const gateway = new ScriptedGateway();
  const published: AppEvent[] = [];
  const ctx: Ctx = {
    db,
    gateway,
    publisher: { publish: async (events) => void published.push(...events) },
    mailer: null,
    shopUrl: 'http://shop.example',
    clock: systemClock,
    newId: uuidv7,
    log: pino({ level: 'silent' }),
    timeScale: 1,
    actor: 'shopper',
  };

  return {
    ctx,
    db,
    gateway,
    published,
    databaseUrl: database.url,
    async close() {
      await close();
      await database.drop();
    },

    newRefundId(): RefundId {
      return refundIdSchema.parse(randomUUID());
    },

    /** A book with so many copies, at 20,000 won unless told otherwise. */
    async addBook({ copies, price = 20_000 }: { copies: number; price?: number }): Promise<BookId> {
      const id = bookIdSchema.parse(randomUUID());
      await db.insert(books).values({
        id,
        slug: `book-${id}`,
        titleKo: '책',
        titleEn: 'Book',
        authorKo: '지은이',
        authorEn: 'Author',
        publisherKo: '책방',
        publisherEn: 'Press',
        publishedYear: 1936,
        pages: 200,
        category: 'poetry',
        descriptionKo: '설명',
        descriptionEn: 'Text',
        listPrice: price,
        salePrice: price,
      });
      await db.insert(stock).values({ bookId: id, received: copies, available: copies });
      return id;
    },

    async available(bookId: BookId): Promise<number> {
      const [row] = await db.select().from(stock).where(eq(stock.bookId, bookId));
      if (!row) throw new Error('no such book');
      return row.available;
    },

    /** Every table that placing an order writes, counted: to see that nothing was written. */
    async countRows() {
      const [ordersCount, reservationsCount, attemptsCount, evidenceCount] = await Promise.all([
        db.$count(orders),
        db.$count(reservations),
        db.$count(attempts),
        db.$count(evidence),
      ]);
      return {
        orders: ordersCount,
        reservations: reservationsCount,
        attempts: attemptsCount,
        evidence: evidenceCount,
      };
    },

    /** Events that were committed and not yet handed to the engine. */
    async owedEvents(): Promise<number> {
      return db.$count(outbox, isNull(outbox.sentAt));
    },

    /** Places an order that must succeed, and returns its rows. */
    async place(bookId: BookId, changes: Partial<PlaceOrderInput> = {}, buyerId = newBuyer()) {
      const result = await placeOrder(ctx, buyerId, orderFor([{ bookId, quantity: 1 }], changes));
      if (result.kind !== 'placed') throw new Error(`not placed: ${result.kind}`);
      const [order] = await db.select().from(orders).where(eq(orders.number, result.orderNumber));
      if (!order) throw new Error('no order row');
      const [attempt] = await db.select().from(attempts).where(eq(attempts.orderId, order.id));
      if (!attempt) throw new Error('no attempt row');
      return { buyerId, order, attempt, attemptId: attempt.id };
    },

    async attempt(id: AttemptId) {
      const [row] = await db.select().from(attempts).where(eq(attempts.id, id));
      if (!row) throw new Error('no such attempt');
      return row;
    },

    async orderOf(id: AttemptId) {
      const { orderId } = await this.attempt(id);
      const [row] = await db.select().from(orders).where(eq(orders.id, orderId));
      if (!row) throw new Error('no such order');
      return row;
    },

    /** What happened to an attempt and its order, oldest first: `attempt created -> sending`. */
    async story(id: AttemptId): Promise<string[]> {
      const { orderId } = await this.attempt(id);
      const rows = await db
        .select()
        .from(transitions)
        .where(eq(transitions.orderId, orderId))
        .orderBy(transitions.id);
      return rows.map((row) => `${row.subject} ${row.fromStatus ?? '-'} -> ${row.toStatus}`);
    },

    /** Moves an attempt and its order into the past, as if `ms` had gone by on the database's clock. */
    async letTimePass(id: AttemptId, ms: number): Promise<void> {
      const earlier = sql`make_interval(secs => ${ms / 1_000})`;
      const { orderId } = await this.attempt(id);
      await db
        .update(attempts)
        .set({
          leaseUntil: sql`${attempts.leaseUntil} - ${earlier}`,
          sentAt: sql`${attempts.sentAt} - ${earlier}`,
          nextCheckAt: sql`${attempts.nextCheckAt} - ${earlier}`,
          createdAt: sql`${attempts.createdAt} - ${earlier}`,
        })
        .where(eq(attempts.id, id));
      await db
        .update(orders)
        .set({
          retryUntil: sql`${orders.retryUntil} - ${earlier}`,
          placedAt: sql`${orders.placedAt} - ${earlier}`,
        })
        .where(eq(orders.id, orderId));
    },
  };
}

export type TestShop = Awaited<ReturnType<typeof openTestShop>>;

export function newBuyer(): BuyerId {
  return buyerIdSchema.parse(randomUUID());
}
