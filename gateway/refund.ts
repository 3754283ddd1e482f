/** A refund: a charge in mirror image, with a key, an unknown and a late settlement of its own. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idempotencyKey, refundRequest } from './contract.ts';
import type { Call } from './http.ts';
import { bindKey, subjectOfKey } from './intents.ts';
import { type PaymentRow, paymentById } from './payment-rows.ts';
import { planRefund } from './plan.ts';
import { isoTime, type Provider } from './provider.ts';
import { acceptedRefund, type RefundRow, refundByKey, refundView } from './refund-rows.ts';
import { type Rendered, type Reply, refuse, send } from './reply.ts';
import { announceEarly, settleDueRefunds } from './settle-refunds.ts';

/** `POST /v1/payments/{id}/refunds` */
export function refund(p: Provider, call: Call): Reply {
  const header = idempotencyKey.safeParse(call.idempotencyKey);
  if (!header.success)
    return refuse(400, 'invalid_request', 'Idempotency-Key: 1 to 255 characters are needed.');
  const key = header.data;
  p.steering.count('refund', key);
  const parsed = refundRequest.safeParse(call.body);
  if (!parsed.success) return refuse(400, 'invalid_request', z.prettifyError(parsed.error));
  const { amount_minor } = parsed.data;

  const payment = paymentById(p, call.param);
  if (!payment) return refuse(404, 'not_found', 'No such payment.');
  const subject = { ...subjectOfKey(p.store, 'charge', payment.key), key };
  if (!bindKey(p.store, 'refund', subject, { payment_id: payment.id, amount_minor })) {
    return refuse(422, 'key_reused', 'This Idempotency-Key was used with another body.');
  }
  const known = refundByKey(p, key);
  if (known?.status === 'processing') {
    return refuse(409, 'in_progress', 'The first request with this key is still being processed.');
  }
  if (known) return send(() => refundResult(known, { 'Idempotent-Replayed': 'true' }));
  const refusal = refuseByAmount(p, payment, amount_minor);
  if (refusal) return refusal;

  const plan = planRefund(p.steering.choose('refund', subject));
  if (plan.effect) {
    const { outcome, code, afterMs } = plan.effect;
    const webhook = p.steering.choose('webhook', subject);
    const posting = p.steering.choose('posting', subject);
    const id = `ref_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
    p.store.sql.run`
      INSERT INTO refunds (id, key, request_id, payment_id, amount_minor, currency, status, outcome, code,
        created_at, settle_at, webhook, posting)
      VALUES (${id}, ${key}, ${call.requestId}, ${payment.id}, ${amount_minor}, ${payment.currency}, 'processing',
        ${outcome}, ${code}, ${p.clock.now()}, ${p.clock.after(afterMs)},
        ${JSON.stringify(webhook)}, ${JSON.stringify(posting)})`;
    announceEarly(p, acceptedRefund(p, key));
    settleDueRefunds(p);
  }
  return plan.reply(
    () => refundResult(acceptedRefund(p, key)),
    () => ({ status: 202, body: { refund: refundView(acceptedRefund(p, key)) } }),
  );
}

/** Refunds that are still processing hold their amount, so that two at once cannot give back more than came in. */
function refuseByAmount(p: Provider, payment: PaymentRow, amountMinor: number): Reply | undefined {
  if (payment.status === 'refunded')
    return refuse(409, 'already_refunded', 'Everything was given back already.');
  if (payment.status !== 'paid' || payment.amount_minor === null) {
    return refuse(422, 'not_paid', `A payment that is ${payment.status} cannot be refunded.`);
  }
  const row = p.store.sql.get`
    SELECT coalesce(sum(amount_minor), 0) AS held FROM refunds
    WHERE payment_id = ${payment.id} AND status <> 'failed'`;
  const held = z.number().parse(row?.held);
  if (held + amountMinor > payment.amount_minor) {
    return refuse(422, 'amount_exceeded', `Of ${payment.amount_minor}, ${held} is given back or on its way.`);
  }
  return undefined;
}

function refundResult(row: RefundRow, headers: Record<string, string> = {}): Rendered {
  const first = { request_id: row.request_id, as_of: isoTime(row.settled_at ?? row.settle_at) };
  const body = { ...first, refund: refundView(row) };
  if (row.status !== 'failed') return { status: 200, headers, body };
  const message = 'The refund failed. This is final for the key.';
  return { status: 402, headers, body: { ...body, code: row.code, message } };
}
