import { randomBytes } from 'node:crypto';
import { takeOrderedOut } from '../cart/change-cart.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { holdStock } from '../inventory/hold-stock.ts';
import { attemptIdSchema, type BuyerId, orderIdSchema } from '../kernel/ids.ts';
import { oweEvent, relaySoon } from '../outbox/relay-outbox.ts';
import { openAttempt } from '../payments/open-attempt.ts';
import { type PlaceOrderInput, type PlaceOrderResult, SAME_AGAIN_WINDOW_MS } from './contract.ts';
import { makeOrderNumber } from './order-number.ts';
import {
  findBooksForSale,
  findOrderByClientKey,
  insertOrderIfKeyIsFree,
  insertOrderLines,
  type Order,
} from './order-store.ts';
import { findStandingOrders } from './recent-order-store.ts';
import { hashRequest } from './request-hash.ts';
import {
  decidePlacement,
  findSameOrder,
  mergeLines,
  type PlacementDecision,
  type WantedLine,
} from './rules.ts';

type Refusal = Exclude<PlaceOrderResult, { kind: 'placed' }>;

/** Rolls the transaction back and carries the business outcome out of it. */
class PlacementRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/**
 * Places an order: key, order, lines, stock, reservations, attempt and outbox commit together, and the
 * charge follows by itself. The same key with the same content answers with the same order; with other
 * content it throws IDEMPOTENCY_KEY_REUSED. A refusal writes nothing, and leaves the key free.
 */
export async function placeOrder(
  ctx: Ctx,
  buyerId: BuyerId,
  input: PlaceOrderInput,
): Promise<PlaceOrderResult> {
  const requestHash = hashRequest(input);
  const earlier = await findOrderByClientKey(ctx.db, buyerId, input.clientKey);
  if (earlier) return replay(earlier, requestHash);

  const wanted = mergeLines(input.lines);
  const decision = await decide(ctx, buyerId, wanted, input);
  if (decision.kind !== 'place') {
    // A rival with the same key may have committed since we looked: it took the copies that are missing, or is
    // the very order that looks like this one.
    const rival = await findOrderByClientKey(ctx.db, buyerId, input.clientKey);
    return rival ? replay(rival, requestHash) : decision;
  }

  const orderId = orderIdSchema.parse(ctx.newId());
  const number = makeOrderNumber(ctx.clock.now(), randomBytes(6));
  try {
    const placed = await ctx.db.transaction(async (tx) => {
      const won = await insertOrderIfKeyIsFree(tx, {
        id: orderId,
        number,
        buyerId,
        clientKey: input.clientKey,
        requestHash,
        status: 'placed',
        ...input.contact,
        locale: input.locale,
        itemsTotal: decision.itemsTotal,
        shipping: decision.shipping,
        total: decision.total,
      });
      if (!won) return false;
      await insertOrderLines(
        tx,
        decision.lines.map((line) => ({ orderId, ...line })),
      );
      const attemptId = attemptIdSchema.parse(ctx.newId());
      await openAttempt(tx, ctx, {
        id: attemptId,
        orderId,
        number: 1,
        amount: decision.total,
        paymentToken: input.paymentToken,
      });
      await oweEvent(tx, ctx, 'order/placed', { orderId, attemptId });
      await takeOrderedOut(
        tx,
        buyerId,
        wanted.map((line) => line.bookId),
      );
      // Last, because every buyer of a book waits for this row: the shorter it is locked, the more fit in.
      const stock = await holdStock(tx, orderId, wanted);
      if (stock.kind === 'short') {
        const { bookId, available } = stock;
        throw new PlacementRefused({ kind: 'sold_out', books: [{ bookId, available }] });
      }
      return true;
    });
    if (placed) {
      relaySoon(ctx);
      return { kind: 'placed', orderNumber: number, replayed: false };
    }
  } catch (error) {
    if (error instanceof PlacementRefused) return error.refusal;
    throw error;
  }

  const winner = await findOrderByClientKey(ctx.db, buyerId, input.clientKey);
  if (!winner) throw new Error('the order that holds the key is gone');
  return replay(winner, requestHash);
}

/**
 * Whether the order can be placed as far as anybody can tell before its copies are taken. To ask "the same again?"
 * is a kindness and guards no money, the key does: two orders at the same moment may both pass it.
 */
async function decide(
  ctx: Ctx,
  buyerId: BuyerId,
  wanted: WantedLine[],
  { expectedTotal, sameAgain }: PlaceOrderInput,
): Promise<Extract<PlacementDecision, { kind: 'place' }> | Refusal> {
  const books = await findBooksForSale(
    ctx.db,
    wanted.map((line) => line.bookId),
  );
  const decision = decidePlacement(wanted, expectedTotal, books);
  if (decision.kind !== 'place' || sameAgain) return decision;
  const same = findSameOrder(wanted, await findStandingOrders(ctx.db, buyerId, SAME_AGAIN_WINDOW_MS));
  if (!same) return decision;
  return { kind: 'same_again', orderNumber: same.number, minutesAgo: Math.floor(same.ageMs / 60_000) };
}

function replay(order: Pick<Order, 'number' | 'requestHash'>, requestHash: string): PlaceOrderResult {
  if (order.requestHash !== requestHash) {
    throw new AppError('IDEMPOTENCY_KEY_REUSED', `the key already belongs to order ${order.number}`);
  }
  return { kind: 'placed', orderNumber: order.number, replayed: true };
}
