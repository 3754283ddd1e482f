import { z } from 'zod';
import { assertNever } from '../../kernel/assert-never.ts';
import type { LedgerPage, PaymentNews, ProviderAnswer, RefundNews } from './port.ts';

/** The provider's JSON as far as we rely on it. Whatever does not fit is "unreadable", hence unknown. */
const identity = { id: z.string(), idempotency_key: z.string() };
const purchase = { amount_minor: z.number().int(), currency: z.string() };
const paymentSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('processing'), ...identity }),
  z.object({ status: z.literal('paid'), ...identity, ...purchase }),
  z.object({ status: z.literal('declined'), ...identity, code: z.string() }),
  z.object({ status: z.literal('voided'), ...identity }),
  z.object({ status: z.literal('refunded'), ...identity, ...purchase }),
]);
type WirePayment = z.infer<typeof paymentSchema>;

const refundSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('processing'), ...identity }),
  z.object({ status: z.literal('succeeded'), ...identity }),
  z.object({ status: z.literal('failed'), ...identity, code: z.string() }),
]);

const ledgerSchema = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['charge', 'refund', 'reversal']),
      payment_id: z.string(),
      idempotency_key: z.string(),
      merchant_order_id: z.string(),
      amount_minor: z.number().int(),
      currency: z.string(),
      posted_at: z.iso.datetime(),
    }),
  ),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});

const answerSchema = z.object({
  request_id: z.string().optional(),
  payment: paymentSchema.optional(),
  refund: refundSchema.optional(),
  code: z.string().optional(),
  processed: z.literal(false).optional(),
});

export type WireAnswer = { status: number; body: string };

/** Reads the answer to a charge of `key`. */
export function readChargeAnswer(key: string, wire: WireAnswer): PaymentNews {
  const { answer, seen } = open(wire);
  if (!answer) return { kind: 'unknown', ...seen };
  if (wire.status === 200 || wire.status === 202) return ofPayment(key, answer.payment, seen);
  if (wire.status === 402 && answer.code) return { kind: 'declined', code: answer.code, ...seen };
  if (wire.status === 503 && answer.processed === false) return { kind: 'not_processed', ...seen };
  if (wire.status === 410) return { kind: 'voided', ...seen };
  return { kind: 'unknown', ...seen };
}

/** Reads the answer to a question about `key`. A 404 proves nothing: the provider's reads may lag. */
export function readStatusAnswer(key: string, wire: WireAnswer): PaymentNews {
  const { answer, seen } = open(wire);
  if (!answer || wire.status !== 200) return { kind: 'unknown', ...seen };
  return ofPayment(key, answer.payment, seen);
}

/** Reads the answer to a request to void `key`: the tombstone, or in a 409 the payment that was settled before. */
export function readVoidAnswer(key: string, wire: WireAnswer): PaymentNews {
  const { answer, seen } = open(wire);
  if (!answer || (wire.status !== 200 && wire.status !== 409)) return { kind: 'unknown', ...seen };
  return ofPayment(key, answer.payment, seen);
}

/** Reads the answer to a refund, or to a question about one: `key` is the refund's own. */
export function readRefundAnswer(key: string, wire: WireAnswer): RefundNews {
  const { answer, seen } = open(wire);
  if (!answer) return { kind: 'unknown', ...seen };
  if (wire.status === 503 && answer.processed === false) return { kind: 'not_processed', ...seen };
  const { refund } = answer;
  if (!refund) {
    // Beyond what can be given back, or a payment that is not paid: asking again would change nothing.
    const final = wire.status === 422 || (wire.status === 409 && answer.code === 'already_refunded');
    if (final) return { kind: 'failed', code: answer.code ?? seen.detail, ...seen };
    return { kind: 'unknown', ...seen };
  }
  if (refund.idempotency_key !== key) return { kind: 'unknown', ...seen, detail: 'other_key' };
  switch (refund.status) {
    case 'processing':
      return { kind: 'pending', ...seen };
    case 'succeeded':
      return { kind: 'succeeded', refundId: refund.id, ...seen };
    case 'failed':
      return { kind: 'failed', code: refund.code, ...seen };
    default:
      return assertNever(refund);
  }
}

/** Reads a page of the provider's books. */
export function readLedgerAnswer(wire: WireAnswer): LedgerPage {
  const parsed = ledgerSchema.safeParse(parseJson(wire.body));
  if (wire.status !== 200 || !parsed.success) return { kind: 'unavailable', detail: `http_${wire.status}` };
  const { lines, next_cursor, has_more } = parsed.data;
  return {
    kind: 'page',
    nextCursor: next_cursor,
    hasMore: has_more,
    lines: lines.map((line) => ({
      id: line.id,
      type: line.type,
      paymentId: line.payment_id,
      key: line.idempotency_key,
      merchantOrderId: line.merchant_order_id,
      amount: line.amount_minor,
      currency: line.currency,
      postedAt: new Date(line.posted_at),
    })),
  };
}

function open({ status, body }: WireAnswer) {
  const parsed = answerSchema.safeParse(parseJson(body));
  const answer = parsed.success ? parsed.data : null;
  const seen: ProviderAnswer = {
    detail: answer ? `http_${status}` : `http_${status}_unreadable`,
    requestId: answer?.request_id ?? null,
    rawBody: body,
  };
  return { answer, seen };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ofPayment(key: string, payment: WirePayment | undefined, seen: ProviderAnswer): PaymentNews {
  if (!payment) return { kind: 'unknown', ...seen, detail: `${seen.detail}_without_payment` };
  if (payment.idempotency_key !== key) return { kind: 'unknown', ...seen, detail: 'other_key' };
  switch (payment.status) {
    case 'processing':
      return { kind: 'pending', ...seen };
    case 'paid':
      return {
        kind: 'paid',
        paymentId: payment.id,
        amount: payment.amount_minor,
        currency: payment.currency,
        ...seen,
      };
    case 'declined':
      return { kind: 'declined', code: payment.code, ...seen };
    case 'voided':
      return { kind: 'voided', ...seen };
    case 'refunded':
      return {
        kind: 'refunded',
        paymentId: payment.id,
        amount: payment.amount_minor,
        currency: payment.currency,
        ...seen,
      };
    default:
      return assertNever(payment);
  }
}
