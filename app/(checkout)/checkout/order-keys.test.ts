import { beforeEach, describe, expect, test } from 'vitest';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import { clientKeySchema } from '#server/orders/contract.ts';
import { forgetOrder, type KeyStorage } from './key-storage.ts';
import { keyFor, markPlaced, markRefused, markSent, unseenKeys } from './order-keys.ts';

const order = orderNumberSchema.parse('20261122-7F3K9Q');
const otherOrder = orderNumberSchema.parse('20261122-000000');
let storage: KeyStorage;

beforeEach(() => {
  const items = new Map<string, string>();
  storage = {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
});

describe('the key of a cart', () => {
  test('is one that the shop accepts', () => {
    expect(clientKeySchema.safeParse(keyFor(storage, 'cart').key).success).toBe(true);
  });

  test('stays the same for the same content, through reloads and tabs', () => {
    expect(keyFor(storage, 'cart')).toEqual(keyFor(storage, 'cart'));
  });

  test('is another for another content', () => {
    expect(keyFor(storage, 'cart').key).not.toBe(keyFor(storage, 'another cart').key);
  });

  test('stays the same after it was sent, so that sending again is the same order', () => {
    const { key } = keyFor(storage, 'cart');
    markSent(storage, 'cart', key);
    expect(keyFor(storage, 'cart')).toEqual({ state: 'sent', key });
  });

  test('is made anew when what is stored cannot be read', () => {
    storage.setItem('order-key:cart', '{"state":"sent"');
    expect(keyFor(storage, 'cart').state).toBe('fresh');
  });

  test('is not looked for after the shop refused its content', () => {
    const { key } = keyFor(storage, 'cart');
    markSent(storage, 'cart', key);
    markRefused(storage, 'cart', key);
    expect(keyFor(storage, 'cart')).toEqual({ state: 'fresh', key });
    expect(unseenKeys(storage)).toEqual([]);
  });
});

describe('an order', () => {
  test('keeps its key until its own page was reached', () => {
    const { key } = keyFor(storage, 'cart');
    markPlaced(storage, 'cart', key, order);
    forgetOrder(storage, otherOrder);
    expect(keyFor(storage, 'cart')).toEqual({ state: 'placed', key, orderNumber: order });
    forgetOrder(storage, order);
    expect(keyFor(storage, 'cart').state).toBe('fresh');
  });

  test('that was sent and not seen yet is found again; a key never sent is not', () => {
    keyFor(storage, 'untouched');
    const { key } = keyFor(storage, 'cart');
    markSent(storage, 'cart', key);
    expect(unseenKeys(storage)).toEqual([{ fingerprint: 'cart', orderKey: { state: 'sent', key } }]);
  });

  test('is not looked for in what others stored', () => {
    storage.setItem('theme', 'dark');
    expect(unseenKeys(storage)).toEqual([]);
  });
});
