/** A void by key: kills the key, asks a processing payment to stop, or comes too late. */
import { idempotencyKey } from './contract.ts';
import { subjectOfKey } from './intents.ts';
import { acceptedPayment, paymentByKey, paymentId, paymentView } from './payment-rows.ts';
import type { Provider } from './provider.ts';
import { faultReply, type Reply, refuse, send } from './reply.ts';
import { paymentNews } from './settle-payments.ts';
import type { Subject } from './steering.ts';
import { announce } from './webhooks.ts';

/** `POST /v1/payments/by-key/{key}/void` */
export function voidByKey(p: Provider, rawKey: string): Reply {
  const parsed = idempotencyKey.safeParse(rawKey);
  if (!parsed.success) return refuse(400, 'invalid_request', 'The key has 1 to 255 characters.');
  const key = parsed.data;
  p.steering.count('void', key);
  const subject = subjectOfKey(p.store, 'charge', key);
  const behaviour = p.steering.choose('void', subject);
  switch (behaviour.kind) {
    case 'truth':
      return applyVoid(p, subject, p.settings.read().voidUnseen, 'voided');
    case 'not_found':
      return applyVoid(p, subject, 'not_found', 'voided');
    case 'pending':
      return applyVoid(p, subject, p.settings.read().voidUnseen, behaviour.ends);
    default:
      if (behaviour.applies) applyVoid(p, subject, p.settings.read().voidUnseen, 'voided');
      return faultReply(behaviour);
  }
}

/** @param ends how the race ends when the payment is still processing */
function applyVoid(
  p: Provider,
  subject: Subject,
  unseen: 'tombstone' | 'not_found',
  ends: 'voided' | 'reversed' | 'charged',
): Reply {
  const row = paymentByKey(p, subject.key);
  if (!row) {
    if (unseen === 'not_found') return refuse(404, 'not_found', 'Not known here. It may still arrive.');
    bury(p, subject);
    return send(() => ({ status: 200, body: { payment: paymentView(acceptedPayment(p, subject.key)) } }));
  }
  switch (row.status) {
    case 'voided':
      return send(() => ({ status: 200, body: { payment: paymentView(row) } }));
    case 'processing':
      p.store.sql.run`UPDATE payments SET void_ends = coalesce(void_ends, ${ends}) WHERE id = ${row.id}`;
      return send(() => ({ status: 202, body: { payment: paymentView(acceptedPayment(p, subject.key)) } }));
    default:
      return refuse(409, 'already_settled', 'Too late to void.', { payment: paymentView(row) });
  }
}

/** A tombstone: the key is dead before it was ever charged. */
function bury(p: Provider, subject: Subject): void {
  const now = p.clock.now();
  const id = paymentId(subject.key, 1);
  const webhook = p.steering.choose('webhook', subject);
  p.store.sql.run`
    INSERT INTO payments (id, key, ordinal, request_id, status, outcome, created_at, settle_at, settled_at,
      webhook, posting)
    VALUES (${id}, ${subject.key}, 1, '', 'voided', 'voided', ${now}, ${now}, ${now},
      ${JSON.stringify(webhook)}, '{"kind":"prompt"}')`;
  const row = acceptedPayment(p, subject.key);
  announce(p, webhook, paymentNews(row, 'voided'), paymentNews(row, 'voided'));
}
