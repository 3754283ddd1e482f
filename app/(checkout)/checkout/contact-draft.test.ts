import { beforeEach, expect, test } from 'vitest';
import { type DraftStorage, forgetDraft, keepDraft, readDraft } from './contact-draft.ts';

let storage: DraftStorage;
let items: Map<string, string>;

beforeEach(() => {
  items = new Map();
  storage = {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
});

test('what was typed comes back, and what was left empty does not', () => {
  keepDraft(storage, { email: 'reader@example.com', phone: '', recipient: '김독자' });
  expect(readDraft(storage)).toEqual({ email: 'reader@example.com', recipient: '김독자' });
});

test('the payment token and the consent are never written down', () => {
  keepDraft(storage, { email: 'reader@example.com', paymentToken: 'tok_paid', agreed: true });
  expect([...items.values()].join()).not.toMatch(/tok_paid|true/);
});

test('is gone once the order is placed', () => {
  keepDraft(storage, { email: 'reader@example.com' });
  forgetDraft(storage);
  expect(items.size).toBe(0);
});

test.each(['{"email"', '{"email":1}', '[]', '"x"'])('%s is no draft', (text) => {
  storage.setItem('checkout-draft', text);
  expect(readDraft(storage)).toEqual({});
});
