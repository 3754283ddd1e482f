import { z } from 'zod';
import { type OrderNumber, orderNumberSchema } from '#server/kernel/ids.ts';
import { clientKeySchema } from '#server/orders/contract.ts';
import { type KeyStorage, namesIn, PREFIX } from './key-storage.ts';

/*
 * The idempotency keys of this browser: one for each content of the cart, kept where a reload and a second tab
 * find it. A key goes only when its order's page has been reached: until then the same content means the same
 * order, however often it is sent.
 */

const orderKeySchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('fresh'), key: clientKeySchema }),
  z.object({ state: z.literal('sent'), key: clientKeySchema }),
  z.object({ state: z.literal('placed'), key: clientKeySchema, orderNumber: orderNumberSchema }),
]);
export type OrderKey = z.infer<typeof orderKeySchema>;

/** The key of this cart content, made now if it has none. */
export function keyFor(storage: KeyStorage, fingerprint: string): OrderKey {
  const kept = read(storage, PREFIX + fingerprint);
  if (kept !== null) return kept;
  const fresh: OrderKey = { state: 'fresh', key: newKey() };
  write(storage, fingerprint, fresh);
  return fresh;
}

/** Notes that an order with this key is on its way, so that a reload asks what became of it. */
export function markSent(storage: KeyStorage, fingerprint: string, key: string): void {
  write(storage, fingerprint, { state: 'sent', key });
}

/** Notes that the shop said no, so that nobody looks for an order of this key. */
export function markRefused(storage: KeyStorage, fingerprint: string, key: string): void {
  write(storage, fingerprint, { state: 'fresh', key });
}

export function markPlaced(
  storage: KeyStorage,
  fingerprint: string,
  key: string,
  orderNumber: OrderNumber,
): void {
  write(storage, fingerprint, { state: 'placed', key, orderNumber });
}

/** Keys whose order has not been seen by the shopper yet, by the fingerprint of their cart. */
export function unseenKeys(storage: KeyStorage): { fingerprint: string; orderKey: OrderKey }[] {
  return namesIn(storage).flatMap((name) => {
    const orderKey = read(storage, name);
    if (orderKey === null || orderKey.state === 'fresh') return [];
    return [{ fingerprint: name.slice(PREFIX.length), orderKey }];
  });
}

function read(storage: KeyStorage, name: string): OrderKey | null {
  try {
    return orderKeySchema.parse(JSON.parse(storage.getItem(name) ?? 'null'));
  } catch {
    return null;
  }
}

function write(storage: KeyStorage, fingerprint: string, orderKey: OrderKey): void {
  storage.setItem(PREFIX + fingerprint, JSON.stringify(orderKey));
}

/** 128 random bits. `crypto.randomUUID` is missing where a shop is tried out over plain HTTP. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
