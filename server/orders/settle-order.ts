import type { Transaction } from '#db/client.ts';
import { type Cause, recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import { releaseHeldStock, returnSoldStock, sellHeldStock } from '../inventory/end-reservations.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { AttemptId } from '../kernel/ids.ts';
import type { MailKind } from '../mail/contract.ts';
import { oweMail } from '../mail/owe-mail.ts';
import type { RefundReason } from '../refunds/contract.ts';
import { openRefund } from '../refunds/open-refund.ts';
import type { CancelReason, OrderStatus, PaymentStatus } from './contract.ts';
import { changeOrder, type Order } from './order-store.ts';
import { decideRefundEffect, decideSettlement } from './rules.ts';

/** The charge that the news is about: amount in won, and the provider's id once money is known to have moved. */
export type ChargeFacts = { id: AttemptId; number: number; amount: number };

export type SettlementFacts = {
  order: Order;
  attempt: ChargeFacts;
  /** The status that the news has just given to the attempt, or `null` when it stayed as it was. */
  attemptMovedTo: PaymentStatus | null;
  /** The provider's id of the payment, when the news is that money moved. */
  paymentId: string | null;
  cause: Cause;
};

type Act = Pick<Ctx, 'timeScale' | 'newId' | 'actor'>;

/**
 * Carries an attempt's new status over to its order, stock, refund and mail. Runs inside the transaction of
 * `applyEvidence`, with the order and the attempt locked.
 */
export async function settleOrder(tx: Transaction, facts: SettlementFacts, ctx: Act): Promise<void> {
  const { order, attempt, attemptMovedTo, cause } = facts;
  const settlement = decideSettlement(order, attempt.number, attemptMovedTo);
  switch (settlement.kind) {
    case 'confirm':
      await confirmOrder(tx, order, cause);
      await tell(tx, ctx, order, 'confirmed', attempt.number);
      return;
    case 'confirm_and_refund':
      await confirmOrder(tx, order, cause);
      await startRefund(tx, ctx, facts, 'cancel_requested');
      await moveOrder(tx, { ...order, status: 'confirmed' }, 'refunding', cause);
      return;
    case 'refund_charge':
      await startRefund(tx, ctx, facts, 'late_success');
      await changeOrder(tx, order, {});
      return;
    case 'cancel':
      await cancelLockedOrder(tx, ctx, order, settlement.reason, cause, attempt.number);
      return;
    case 'open_retry_window':
      await changeOrder(tx, order, { retryWindowMs: settlement.windowMs / ctx.timeScale });
      await tell(tx, ctx, order, 'declined', attempt.number);
      return;
    case 'tell_of_review':
      await changeOrder(tx, order, {});
      await tell(tx, ctx, order, 'review', attempt.number);
      return;
    case 'none':
      // The page's version grows with every piece of news, so that "last checked" is never stale.
      await changeOrder(tx, order, {});
      return;
    default:
      assertNever(settlement);
  }
}

/**
 * Cancels a locked order and gives its stock back: the only place where stock is released. The caller
 * has proof that no attempt of the order moved money or ever will.
 */
export async function cancelLockedOrder(
  tx: Transaction,
  ctx: Pick<Ctx, 'newId'>,
  order: Order,
  reason: CancelReason,
  cause: Cause,
  attemptNumber: number,
): Promise<void> {
  await releaseHeldStock(tx, order.id);
  await changeOrder(tx, order, { status: 'cancelled', cancelReason: reason, retryWindowMs: null });
  await recordOrderTransition(tx, order, 'cancelled', cause);
  await tell(tx, ctx, order, 'cancelled', attemptNumber);
}

/** A confirmed order whose money is asked back. */
export async function beginRefunding(tx: Transaction, order: Order, cause: Cause): Promise<void> {
  await moveOrder(tx, order, 'refunding', cause);
}

/** Money is back. If it was the order's own, the order ends, and its books return to the shelf if that was chosen. */
export async function finishRefunding(
  tx: Transaction,
  ctx: Pick<Ctx, 'newId'>,
  order: Order,
  refund: { reason: RefundReason; restock: boolean; attemptNumber: number },
  cause: Cause,
): Promise<void> {
  const effect = decideRefundEffect(order.status, refund.reason);
  if (effect === 'ends_order') {
    if (refund.restock) await returnSoldStock(tx, order.id);
    await moveOrder(tx, order, 'refunded', cause);
  } else {
    await changeOrder(tx, order, {});
  }
  const kind = effect === 'returns_surplus' ? 'surplus_refunded' : 'refunded';
  await tell(tx, ctx, order, kind, refund.attemptNumber);
}

async function confirmOrder(tx: Transaction, order: Order, cause: Cause): Promise<void> {
  await sellHeldStock(tx, order.id);
  await changeOrder(tx, order, { status: 'confirmed', retryWindowMs: null });
  await recordOrderTransition(tx, order, 'confirmed', cause);
}

async function moveOrder(tx: Transaction, order: Order, to: OrderStatus, cause: Cause): Promise<void> {
  await changeOrder(tx, order, { status: to });
  await recordOrderTransition(tx, order, to, cause);
}

async function startRefund(
  tx: Transaction,
  ctx: Act,
  { order, attempt, paymentId }: SettlementFacts,
  reason: RefundReason,
): Promise<void> {
  if (paymentId === null) throw new Error(`attempt ${attempt.id} is paid without a payment`);
  await openRefund(tx, ctx, {
    orderId: order.id,
    attemptId: attempt.id,
    providerPaymentId: paymentId,
    amount: attempt.amount,
    reason,
    // Only a confirmed order has sold its books; one that was cancelled has given them back already.
    restock: reason === 'cancel_requested',
  });
}

async function tell(
  tx: Transaction,
  ctx: Pick<Ctx, 'newId'>,
  order: Order,
  kind: MailKind,
  attemptNumber: number,
): Promise<void> {
  const { id: orderId, locale, email: recipient } = order;
  await oweMail(tx, ctx, { orderId, kind, attemptNumber, locale, recipient });
}

async function recordOrderTransition(tx: Transaction, order: Order, to: OrderStatus, cause: Cause) {
  await recordTransition(tx, { subject: 'order', orderId: order.id, from: order.status, to }, cause);
}
