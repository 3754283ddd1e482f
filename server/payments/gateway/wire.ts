import { z } from 'zod';
import { assertNever } from '../../kernel/assert-never.ts';
import type { PaymentNews, ProviderAnswer } from './port.ts';

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

const answerSchema = z.object({
  request_id: z.string().optional(),
  payment: paymentSchema.optional(),
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
      // Money came and went without us: neither paid nor never charged. A person has to look.
      return { kind: 'unknown', ...seen, detail: 'already_refunded' };
    default:
      return assertNever(payment);
  }
}
