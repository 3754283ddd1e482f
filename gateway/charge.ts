/** A charge: what is decided is on file, with the time it takes effect, before anything is answered. */
import { z } from 'zod';
import { chargeRequest, idempotencyKey } from './contract.ts';
import type { Call } from './http.ts';
import { bindKey } from './intents.ts';
import {
  acceptedPayment,
  type PaymentRow,
  paymentById,
  paymentByKey,
  paymentId,
  paymentView,
} from './payment-rows.ts';
import { planCharge } from './plan.ts';
import { isoTime, type Provider } from './provider.ts';
import { type Rendered, type Reply, refuse, send } from './reply.ts';
import { announceEarly, settleDuePayments } from './settle-payments.ts';
import { type Subject, tokenHasScript } from './steering.ts';
import { SCRIPT_TOKEN_PREFIX } from './tokens.ts';

/** `POST /v1/payments` */
export function charge(p: Provider, call: Call): Reply {
  const header = idempotencyKey.safeParse(call.idempotencyKey);
  if (!header.success)
    return refuse(400, 'invalid_request', 'Idempotency-Key: 1 to 255 characters are needed.');
  const key = header.data;
  p.steering.count('charge', key);
  const parsed = chargeRequest.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'invalid_request', z.prettifyError(parsed.error));
  const body = parsed.data;
  if (body.token.startsWith(SCRIPT_TOKEN_PREFIX) && !tokenHasScript(p.store, body.token)) {
    return refuse(400, 'unknown_token', `No script is registered for ${body.token}.`);
  }

  const known = paymentByKey(p, key);
  if (known?.status === 'voided') return voidedReply(known);
  const subject: Subject = { key, merchantOrderId: body.merchant_order_id, token: body.token };
  if (!bindKey(p.store, 'charge', subject, body)) {
    return refuse(422, 'key_reused', 'This Idempotency-Key was used with another body.');
  }
  if (known?.status === 'processing') {
    return refuse(409, 'in_progress', 'The first request with this key is still being processed.');
  }
  if (known) return send(() => chargeResult(known, { 'Idempotent-Replayed': 'true' }));

  const behaviour = p.steering.choose('charge', subject);
  const plan = planCharge(behaviour);
  if (plan.effect) {
    const { effect } = plan;
    const amountMinor = behaviour.kind === 'wrong_amount' ? behaviour.amountMinor : body.amount_minor;
    const accepted = { ...subject, ...body, amount_minor: amountMinor, requestId: call.requestId };
    accept(p, 1, accepted, effect.outcome, effect.code, effect.afterMs);
    if (behaviour.kind === 'paid_twice') accept(p, 2, accepted, 'paid', null, behaviour.secondAfterMs);
    settleDuePayments(p);
  }
  return plan.reply(
    () => chargeResult(acceptedPayment(p, key)),
    () => ({ status: 202, body: { payment: paymentView(acceptedPayment(p, key)) } }),
  );
}

function voidedReply(row: PaymentRow): Reply {
  return refuse(410, 'voided', 'This key was voided and can never be charged.', {
    payment: paymentView(row),
  });
}

/** The final answer of a charge. It stays the same for ever, whatever is refunded later. */
function chargeResult(row: PaymentRow, headers: Record<string, string> = {}): Rendered {
  const first = { request_id: row.request_id, as_of: isoTime(row.settled_at ?? row.settle_at) };
  if (row.status === 'voided') {
    return { status: 410, headers, body: { code: 'voided', message: 'Voided.', payment: paymentView(row) } };
  }
  if (row.outcome === 'declined') {
    const message = 'The payment was declined. This is final for the key.';
    const payment = paymentView(row, 'declined');
    return { status: 402, headers, body: { ...first, code: row.code, message, payment } };
  }
  return {
    status: 200,
    headers,
    body: { ...first, payment: paymentView({ ...row, refunded_minor: 0 }, 'paid') },
  };
}

interface Accepted extends Subject {
  merchant_order_id: string;
  amount_minor: number;
  currency: string;
  requestId: string;
}

function accept(
  p: Provider,
  ordinal: number,
  charged: Accepted,
  outcome: 'paid' | 'declined',
  code: string | null,
  afterMs: number,
): void {
  const now = p.clock.now();
  const settleAt = p.clock.after(afterMs);
  const webhook = p.steering.choose('webhook', charged);
  const posting = p.steering.choose('posting', charged);
  const id = paymentId(charged.key, ordinal);
  p.store.sql.run`
    INSERT INTO payments (id, key, ordinal, request_id, merchant_order_id, amount_minor, currency, status, outcome,
      code, created_at, settle_at, webhook, posting)
    VALUES (${id}, ${charged.key}, ${ordinal}, ${charged.requestId}, ${charged.merchant_order_id},
      ${charged.amount_minor}, ${charged.currency}, 'processing', ${outcome}, ${code}, ${now}, ${settleAt},
      ${JSON.stringify(webhook)}, ${JSON.stringify(posting)})`;
  const row = paymentById(p, id);
  if (row) announceEarly(p, row);
}
