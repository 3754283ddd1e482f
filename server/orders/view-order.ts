import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { deliveryDay } from '../kernel/delivery-day.ts';
import type { BuyerId, OrderNumber } from '../kernel/ids.ts';
import { startOfDayInKorea } from '../kernel/korean-day.ts';
import { maskEmail } from '../kernel/mask-email.ts';
import { pointsFor } from '../kernel/points.ts';
import { MAX_ATTEMPTS, type OrderProgress, type OrderView } from './contract.ts';
import {
  findAttemptsOfOrder,
  findOrderLines,
  findOrderOfBuyer,
  findPaymentOfOrder,
  findRefundOfOrder,
  findSaleStartOfOrder,
  type Order,
  type OrderAttempt,
  type OrderPayment,
  type OrderRefund,
} from './order-store.ts';
import { decideCancel, pollAfterMs, shopperPhase } from './rules.ts';

/** How an order stands, small enough to be polled. Throws ORDER_NOT_FOUND unless this buyer placed it. */
export async function viewProgress(ctx: Ctx, buyerId: BuyerId, number: OrderNumber): Promise<OrderProgress> {
  const { progress } = await load(ctx, buyerId, number);
  return progress;
}

/** The whole order page. Throws ORDER_NOT_FOUND unless this buyer placed it. */
export async function viewOrder(ctx: Ctx, buyerId: BuyerId, number: OrderNumber): Promise<OrderView> {
  const { order, payment, progress } = await load(ctx, buyerId, number);
  const lines = await findOrderLines(ctx.db, order.id);
  return {
    progress,
    placedAt: order.placedAt.toISOString(),
    maskedEmail: maskEmail(order.email),
    recipient: order.recipient,
    postcode: order.postcode,
    address: `${order.address1} ${order.address2}`.trim(),
    deliveryNote: order.deliveryNote,
    lines,
    itemsTotal: order.itemsTotal,
    shipping: order.shipping,
    total: order.total,
    points: lines.reduce((sum, line) => sum + pointsFor(line.unitPrice) * line.quantity, 0),
    payment: payment ? toPaymentView(payment) : null,
  };
}

function toPaymentView({ confirmedAt, reference }: OrderPayment): OrderView['payment'] {
  // The database keeps no paid attempt without its payment.
  if (reference === null) throw new Error('a paid attempt has no payment');
  return { confirmedAt: confirmedAt.toISOString(), reference };
}

async function load(ctx: Ctx, buyerId: BuyerId, number: OrderNumber) {
  const found = await findOrderOfBuyer(ctx.db, buyerId, number);
  if (!found) throw new AppError('ORDER_NOT_FOUND', `no order ${number} of this buyer`);
  const { order, now } = found;
  const [[attempt], refund, payment, onSaleFrom] = await Promise.all([
    findAttemptsOfOrder(ctx.db, order.id),
    findRefundOfOrder(ctx.db, order.id),
    // While an order is open no money is known to have come: a poll need not look for it.
    order.status === 'placed' ? undefined : findPaymentOfOrder(ctx.db, order.id),
    order.status === 'confirmed' ? findSaleStartOfOrder(ctx.db, order.id) : null,
  ]);
  if (!attempt) throw new Error(`order ${number} has no attempt`);
  return { order, payment, progress: toProgress({ order, attempt, refund, payment, onSaleFrom, now }) };
}

function toProgress(facts: {
  order: Order;
  attempt: OrderAttempt;
  refund: OrderRefund | undefined;
  payment: OrderPayment | undefined;
  onSaleFrom: string | null;
  now: Date;
}): OrderProgress {
  const { order, attempt, refund, payment, onSaleFrom, now } = facts;
  const refundState = !refund ? 'none' : refund.status === 'succeeded' ? 'done' : 'under_way';
  const phase = shopperPhase(order.status, attempt.status, refundState, attempt.createdAt, now);
  const mayRetry = order.retryUntil !== null && order.retryUntil > now;
  return {
    number: order.number,
    phase,
    version: order.version,
    attempt: attempt.number,
    attemptsLeft: MAX_ATTEMPTS - attempt.number,
    lastCheckedAt: attempt.lastCheckedAt?.toISOString() ?? null,
    nextCheckAt: attempt.nextCheckAt?.toISOString() ?? null,
    retryUntil: mayRetry ? (order.retryUntil?.toISOString() ?? null) : null,
    reviewDueAt: attempt.reviewDueAt?.toISOString() ?? null,
    cancelOffer: decideCancel(order, attempt.status),
    cancelRequested: order.cancelRequestedAt !== null,
    refund: refund
      ? {
          amount: refund.amount,
          tooLate: refund.reason === 'late_success',
          requestedAt: refund.createdAt.toISOString(),
          succeededAt: refund.succeededAt?.toISOString() ?? null,
        }
      : null,
    deliverOn: phase === 'paid' && payment ? expectedDay(payment.confirmedAt, onSaleFrom) : null,
    pollAfterMs: pollAfterMs(phase, now.getTime() - attempt.createdAt.getTime()),
  };
}

/** Books that are announced only are sent when the last of them is out. */
function expectedDay(confirmedAt: Date, onSaleFrom: string | null): string {
  const out = onSaleFrom === null ? confirmedAt : startOfDayInKorea(onSaleFrom);
  return deliveryDay(out > confirmedAt ? out : confirmedAt);
}
