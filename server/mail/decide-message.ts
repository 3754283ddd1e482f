import { assertNever } from '../kernel/assert-never.ts';
import type { OrderNumber } from '../kernel/ids.ts';
import type { CancelReason, OrderStatus } from '../orders/contract.ts';
import { type AttemptStatus, isNegative } from '../payments/contract.ts';
import type { RefundReason } from '../refunds/contract.ts';
import type { MailKind } from './contract.ts';

export type OrderedLine = { titleKo: string; titleEn: string; quantity: number; unitPrice: number };

/** What a mail says. Amounts in won. */
export type Message = { number: OrderNumber } & (
  | {
      kind: 'confirmed';
      placedAt: Date;
      lines: OrderedLine[];
      itemsTotal: number;
      shipping: number;
      total: number;
    }
  /** `heldUntil`: until when the order may be paid again, or `null` when it may not. */
  | { kind: 'declined'; wasRefused: boolean; heldUntil: Date | null }
  | { kind: 'review'; deadline: Date }
  | { kind: 'cancelled'; wasAsked: boolean }
  | { kind: 'refunded'; amount: number; refundedAt: Date; cameLate: boolean }
  | { kind: 'surplus_refunded'; amount: number }
);

/** How the order of a mail stands at one moment of the database's clock. */
export type MailFacts = {
  now: Date;
  order: {
    number: OrderNumber;
    status: OrderStatus;
    placedAt: Date;
    retryUntil: Date | null;
    cancelReason: CancelReason | null;
    itemsTotal: number;
    shipping: number;
    total: number;
  };
  lines: OrderedLine[];
  /** The newest first. */
  attempts: { number: number; status: AttemptStatus; reviewDueAt: Date | null }[];
  /** Money of the mail's own charge that went back, the newest first. */
  refunds: { amount: number; reason: RefundReason; at: Date }[];
};

/**
 * What a mail has to say now, or `null` when its news is not true any more: a mail may wait for its server for
 * hours, and "you were not charged" must not arrive after a charge.
 *
 * @param attemptNumber which charge of the order the mail is about
 */
export function decideMessage(kind: MailKind, attemptNumber: number, facts: MailFacts): Message | null {
  const { order, attempts, now } = facts;
  const { number } = order;
  const own = attempts.find((attempt) => attempt.number === attemptNumber);
  switch (kind) {
    case 'confirmed': {
      if (order.status !== 'confirmed') return null;
      const { placedAt, itemsTotal, shipping, total } = order;
      return { kind, number, placedAt, lines: facts.lines, itemsTotal, shipping, total };
    }
    case 'declined': {
      if (own === undefined || own !== attempts[0] || !isNegative(own.status)) return null;
      const mayRetry = order.status === 'placed' && order.retryUntil !== null && order.retryUntil > now;
      return {
        kind,
        number,
        wasRefused: own.status === 'declined',
        heldUntil: mayRetry ? order.retryUntil : null,
      };
    }
    case 'review':
      if (own?.status !== 'review' || own.reviewDueAt === null) return null;
      return { kind, number, deadline: own.reviewDueAt };
    case 'cancelled': {
      const isProven = attempts.every((attempt) => isNegative(attempt.status));
      if (order.status !== 'cancelled' || !isProven) return null;
      return { kind, number, wasAsked: order.cancelReason === 'shopper' || order.cancelReason === 'admin' };
    }
    case 'refunded': {
      const refund = facts.refunds.find(({ reason }) => reason !== 'surplus');
      if (refund === undefined) return null;
      const { amount, at, reason } = refund;
      return { kind, number, amount, refundedAt: at, cameLate: reason === 'late_success' };
    }
    case 'surplus_refunded': {
      const surplus = facts.refunds.filter(({ reason }) => reason === 'surplus');
      const amount = surplus.reduce((sum, refund) => sum + refund.amount, 0);
      return amount > 0 ? { kind, number, amount } : null;
    }
    default:
      return assertNever(kind);
  }
}
