import type { OrderNumber } from '#server/kernel/ids.ts';

/** What the name of each key in the browser's storage begins with. */
export const PREFIX = 'order-key:';

/** What is used of `localStorage`. Where a browser forbids it, it forbids the shop's cookie too. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The names of all keys in a storage that others use too. */
export function namesIn(storage: KeyStorage): string[] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return names.filter((name) => name !== null).filter((name) => name.startsWith(PREFIX));
}

/**
 * Forgets the keys of an order whose page is on screen. It needs no more of a key than the order's number, and so
 * spares that page the schemas by which order-keys.ts reads one.
 */
export function forgetOrder(storage: KeyStorage, orderNumber: OrderNumber): void {
  for (const name of namesIn(storage)) {
    if (orderNumberIn(storage.getItem(name)) === orderNumber) storage.removeItem(name);
  }
}

function orderNumberIn(stored: string | null): unknown {
  try {
    return Object(JSON.parse(stored ?? 'null')).orderNumber;
  } catch {
    return undefined;
  }
}
