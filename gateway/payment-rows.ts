/** Payments as they are stored, and the one translation of a row into what the wire shows. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { behaviourSchemas } from './behaviour.ts';
import type { Payment, PaymentStatus } from './contract.ts';
import { isoTime, type Provider } from './provider.ts';
import { storedJson } from './store.ts';

export const paymentRow = z.object({
  id: z.string(),
  key: z.string(),
  ordinal: z.number(),
  request_id: z.string(),
  merchant_order_id: z.string().nullable(),
  amount_minor: z.number().nullable(),
  currency: z.string().nullable(),
  status: z.enum(['processing', 'paid', 'declined', 'voided', 'refunded']),
  outcome: z.enum(['paid', 'declined', 'voided']),
  code: z.string().nullable(),
  void_ends: z.enum(['voided', 'reversed', 'charged']).nullable(),
  created_at: z.number(),
  settle_at: z.number(),
  settled_at: z.number().nullable(),
  refunded_minor: z.number(),
  webhook: storedJson(behaviourSchemas.webhook),
  posting: storedJson(behaviourSchemas.posting),
});
export type PaymentRow = z.infer<typeof paymentRow>;

/** The same key gives the same id in every run. A second charge of one key has an id of its own. */
export function paymentId(key: string, ordinal: number): string {
  const id = `pay_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  return ordinal === 1 ? id : `${id}_${ordinal}`;
}

export function paymentByKey({ store }: Provider, key: string): PaymentRow | undefined {
  const row = store.sql.get`SELECT * FROM payments WHERE key = ${key} AND ordinal = 1`;
  return row && paymentRow.parse(row);
}

/** For a key whose payment was stored by the same call. */
export function acceptedPayment(p: Provider, key: string): PaymentRow {
  const row = paymentByKey(p, key);
  if (!row) throw new Error(`payment of key ${key} was accepted but is gone`);
  return row;
}

export function paymentById({ store }: Provider, id: string): PaymentRow | undefined {
  const row = store.sql.get`SELECT * FROM payments WHERE id = ${id}`;
  return row && paymentRow.parse(row);
}

export function paymentsOfOrder({ store }: Provider, merchantOrderId: string): PaymentRow[] {
  return store.sql
    .all`SELECT * FROM payments WHERE merchant_order_id = ${merchantOrderId} ORDER BY created_at, ordinal`.map(
    (row) => paymentRow.parse(row),
  );
}

/** @param status another than the row's for a read that is stale or lies, and for the answer a replay repeats */
export function paymentView(row: PaymentRow, status: PaymentStatus = row.status): Payment {
  const identity = { id: row.id, idempotency_key: row.key, created_at: isoTime(row.created_at) };
  const settled_at = isoTime(row.settled_at ?? row.settle_at);
  const { merchant_order_id, amount_minor, currency } = row;
  if (merchant_order_id === null || amount_minor === null || currency === null || status === 'voided') {
    return { status: 'voided', ...identity, merchant_order_id, amount_minor, currency, settled_at };
  }
  const purchase = { merchant_order_id, amount_minor, currency };
  switch (status) {
    case 'processing':
      return { status, ...identity, ...purchase };
    case 'paid': {
      const refunded_minor = row.status === 'paid' ? row.refunded_minor : 0;
      return { status, ...identity, ...purchase, settled_at, refunded_minor };
    }
    case 'refunded':
      return { status, ...identity, ...purchase, settled_at, refunded_minor: amount_minor };
    case 'declined':
      return { status, ...identity, ...purchase, settled_at, code: row.code ?? 'do_not_honor' };
  }
}
