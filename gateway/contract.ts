/**
 * The provider's own words: every JSON shape that crosses its HTTP border. The shop keeps its own copy of what it
 * understands (it must survive a provider that answers something else), so nothing outside gateway/ reads this.
 * Amounts are integers in the currency's minor unit (won has none); times are ISO 8601 in the provider's clock.
 */
import { z } from 'zod';

const amount = z.int().min(1).max(1_000_000_000_000);
const time = z.iso.datetime();

/** The `Idempotency-Key` header and the `{key}` in paths. */
export const idempotencyKey = z.string().min(1).max(255);

export const chargeRequest = z.object({
  merchant_order_id: z.string().min(1).max(255),
  amount_minor: amount,
  currency: z.string().regex(/^[A-Z]{3}$/),
  token: z.string().min(1).max(255),
});

export const refundRequest = z.object({ amount_minor: amount });

const paymentIdentity = {
  id: z.string(),
  idempotency_key: z.string(),
  created_at: time,
};
const purchase = {
  merchant_order_id: z.string(),
  amount_minor: amount,
  currency: z.string(),
};

/** A tombstone for a key that was never charged is `voided` and knows neither order nor amount. */
const payment = z.discriminatedUnion('status', [
  z.object({ status: z.literal('processing'), ...paymentIdentity, ...purchase }),
  z.object({
    status: z.literal('paid'),
    ...paymentIdentity,
    ...purchase,
    settled_at: time,
    refunded_minor: z.int().min(0),
  }),
  z.object({
    status: z.literal('refunded'),
    ...paymentIdentity,
    ...purchase,
    settled_at: time,
    refunded_minor: amount,
  }),
  z.object({
    status: z.literal('declined'),
    ...paymentIdentity,
    ...purchase,
    settled_at: time,
    code: z.string(),
  }),
  z.object({
    status: z.literal('voided'),
    ...paymentIdentity,
    merchant_order_id: z.string().nullable(),
    amount_minor: amount.nullable(),
    currency: z.string().nullable(),
    settled_at: time,
  }),
]);
export type Payment = z.infer<typeof payment>;
export type PaymentStatus = Payment['status'];

const refundIdentity = {
  id: z.string(),
  payment_id: z.string(),
  idempotency_key: z.string(),
  amount_minor: amount,
  currency: z.string(),
  created_at: time,
};

const refund = z.discriminatedUnion('status', [
  z.object({ status: z.literal('processing'), ...refundIdentity }),
  z.object({ status: z.literal('succeeded'), ...refundIdentity, settled_at: time }),
  z.object({ status: z.literal('failed'), ...refundIdentity, settled_at: time, code: z.string() }),
]);
export type Refund = z.infer<typeof refund>;

export const ledgerLine = z.object({
  id: z.string(),
  type: z.enum(['charge', 'refund', 'reversal']),
  payment_id: z.string(),
  /** Only for `refund` lines. */
  refund_id: z.string().nullable(),
  /** The key of the charge or of the refund that made the line; a reversal carries the charge's. */
  idempotency_key: z.string(),
  merchant_order_id: z.string(),
  /** Always positive; `type` says which way the money went. */
  amount_minor: amount,
  currency: z.string(),
  occurred_at: time,
  /** When the line entered the ledger. Readers page by this, because a late line occurs long before it is posted. */
  posted_at: time,
});
export type LedgerLine = z.infer<typeof ledgerLine>;

export const ledgerQuery = z.object({
  from: time.optional(),
  to: time.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,16}-\d{1,16}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export const webhookType = z.enum([
  'payment.paid',
  'payment.declined',
  'payment.voided',
  'refund.succeeded',
  'refund.failed',
]);
export type WebhookType = z.infer<typeof webhookType>;

const envelope = { request_id: z.string(), as_of: time };

/** `200`, `202` of a charge, a void or a payment read. */
export const paymentAnswer = z.object({ ...envelope, payment });
export const paymentsAnswer = z.object({ ...envelope, payments: z.array(payment) });
/** `200`, `202` of a refund or a refund read. */
export const refundAnswer = z.object({ ...envelope, refund });
export const ledgerAnswer = z.object({
  ...envelope,
  lines: z.array(ledgerLine),
  /** Where the next read goes on; `null` only while there has never been a line. */
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
});
/** Every other status. `processed: false` only when it is certain that nothing happened. */
export const errorAnswer = z.object({
  ...envelope,
  code: z.string(),
  message: z.string(),
  processed: z.literal(false).optional(),
  payment: payment.optional(),
  refund: refund.optional(),
});

/** The body of a webhook, in the form of the Standard Webhooks specification. */
export const webhookBody = z.object({
  type: webhookType,
  timestamp: time,
  data: z.union([z.object({ payment }), z.object({ refund })]),
});
