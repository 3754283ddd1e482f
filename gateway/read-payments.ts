/** Reads of payments: the truth, or as old, wrong, slow or lost as the behaviour wants. */
import type { Behaviours } from './behaviour.ts';
import type { Payment, PaymentStatus } from './contract.ts';
import { subjectOfKey } from './intents.ts';
import { type PaymentRow, paymentById, paymentByKey, paymentsOfOrder, paymentView } from './payment-rows.ts';
import { isoTime, type Provider } from './provider.ts';
import { faultReply, type Rendered, type Reply, refuse, send } from './reply.ts';

/** `GET /v1/payments/by-key/{key}` */
export function readByKey(p: Provider, key: string): Reply {
  p.steering.count('status', key);
  const behaviour = p.steering.choose('status', subjectOfKey(p.store, 'charge', key));
  return readOne(behaviour, () => paymentByKey(p, key));
}

/** `GET /v1/payments/{id}` */
export function readById(p: Provider, id: string): Reply {
  const key = paymentById(p, id)?.key ?? id;
  p.steering.count('status', key);
  const behaviour = p.steering.choose('status', subjectOfKey(p.store, 'charge', key));
  return readOne(behaviour, () => paymentById(p, id));
}

/** `GET /v1/payments?merchant_order_id=` */
export function readByOrder(p: Provider, merchantOrderId: string | null): Reply {
  if (!merchantOrderId) return refuse(400, 'invalid_request', 'merchant_order_id is needed.');
  const subject = { key: `merchant_order_id=${merchantOrderId}`, merchantOrderId, token: null };
  p.steering.count('status', subject.key);
  const behaviour = p.steering.choose('status', subject);
  return readReply(behaviour, () => {
    const seen = paymentsOfOrder(p, merchantOrderId).flatMap((row) => observe(behaviour, row) ?? []);
    return { status: 200, body: { payments: seen.map(({ payment }) => payment) } };
  });
}

function readOne(behaviour: Behaviours['status'], find: () => PaymentRow | undefined): Reply {
  return readReply(behaviour, () => {
    const row = find();
    const seen = row && observe(behaviour, row);
    if (!seen) {
      const message = 'Not known here. This is no proof: reads may lag.';
      return { status: 404, body: { code: 'not_found', message } };
    }
    return { status: 200, body: seen };
  });
}

function readReply(behaviour: Behaviours['status'], render: () => Rendered): Reply {
  switch (behaviour.kind) {
    case 'truth':
    case 'not_found':
    case 'stale':
    case 'claims':
      return send(render);
    case 'slow':
      return send(render, behaviour.afterMs);
    default:
      return faultReply(behaviour);
  }
}

/** What a read sees of a payment; a stale read says from when it is. */
function observe(
  behaviour: Behaviours['status'],
  row: PaymentRow,
): { payment: Payment; as_of?: string } | undefined {
  switch (behaviour.kind) {
    case 'not_found':
      return undefined;
    case 'stale': {
      const before = statusBefore(row);
      return before && { payment: paymentView(row, before), as_of: isoTime(row.created_at) };
    }
    case 'claims':
      return { payment: paymentView(row, behaviour.status) };
    default:
      return { payment: paymentView(row) };
  }
}

function statusBefore(row: PaymentRow): PaymentStatus | undefined {
  if (row.status === 'refunded') return 'paid';
  return row.status === 'processing' || row.amount_minor === null ? undefined : 'processing';
}
