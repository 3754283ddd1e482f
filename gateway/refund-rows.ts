/** Refunds as they are stored, and the one translation of a row into what the wire shows. */
import { z } from 'zod';
import { behaviourSchemas } from './behaviour.ts';
import type { Refund } from './contract.ts';
import { isoTime, type Provider } from './provider.ts';
import { storedJson } from './store.ts';

export const refundRow = z.object({
  id: z.string(),
  key: z.string(),
  request_id: z.string(),
  payment_id: z.string(),
  amount_minor: z.number(),
  currency: z.string(),
  status: z.enum(['processing', 'succeeded', 'failed']),
  outcome: z.enum(['succeeded', 'failed']),
  code: z.string().nullable(),
  created_at: z.number(),
  settle_at: z.number(),
  settled_at: z.number().nullable(),
  webhook: storedJson(behaviourSchemas.webhook),
  posting: storedJson(behaviourSchemas.posting),
});
export type RefundRow = z.infer<typeof refundRow>;

export function refundByKey({ store }: Provider, key: string): RefundRow | undefined {
  const row = store.sql.get`SELECT * FROM refunds WHERE key = ${key}`;
  return row && refundRow.parse(row);
}

/** For a key whose refund was stored by the same call. */
export function acceptedRefund(p: Provider, key: string): RefundRow {
  const row = refundByKey(p, key);
  if (!row) throw new Error(`refund of key ${key} was accepted but is gone`);
  return row;
}

export function refundView(row: RefundRow, status: RefundRow['status'] = row.status): Refund {
  const { id, payment_id, key: idempotency_key, amount_minor, currency } = row;
  const same = {
    id,
    payment_id,
    idempotency_key,
    amount_minor,
    currency,
    created_at: isoTime(row.created_at),
  };
  const settled_at = isoTime(row.settled_at ?? row.settle_at);
  switch (status) {
    case 'processing':
      return { status, ...same };
    case 'succeeded':
      return { status, ...same, settled_at };
    case 'failed':
      return { status, ...same, settled_at, code: row.code ?? 'do_not_honor' };
  }
}
