/** Binds an idempotency key to the first body it came with, even when nothing came of that call. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Subject } from './steering.ts';
import type { Store } from './store.ts';

type Scope = 'charge' | 'refund';

/**
 * @param body the parsed request; parsing has fixed the order of its members
 * @returns false when the key already stands for another body
 */
export function bindKey(store: Store, scope: Scope, subject: Subject, body: object): boolean {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  store.sql.run`
    INSERT INTO intents (scope, key, body_hash, merchant_order_id, token)
    VALUES (${scope}, ${subject.key}, ${hash}, ${subject.merchantOrderId}, ${subject.token})
    ON CONFLICT DO NOTHING`;
  const row = store.sql.get`SELECT body_hash FROM intents WHERE scope = ${scope} AND key = ${subject.key}`;
  return row?.body_hash === hash;
}

/** What is known of a key, so that a read or a void can be steered by the order or the token of its charge. */
export function subjectOfKey(store: Store, scope: Scope, key: string): Subject {
  const row = store.sql.get`
    SELECT merchant_order_id, token FROM intents WHERE scope = ${scope} AND key = ${key}`;
  if (!row) return { key, merchantOrderId: null, token: null };
  const { merchant_order_id, token } = z
    .object({ merchant_order_id: z.string(), token: z.string() })
    .parse(row);
  return { key, merchantOrderId: merchant_order_id, token };
}
