import { expect, test } from 'vitest';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import { findLostOrder } from './find-lost-order.ts';

const orderNumber = orderNumberSchema.parse('20261122-7F3K9Q');
const pause = async () => {};

/** Plays the answers one after the other, and the last one for ever. */
function answering(...answers: ('lost' | null | { orderNumber: typeof orderNumber })[]) {
  let asked = 0;
  return {
    asked: () => asked,
    ask: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer === 'lost' || answer === undefined) throw new Error('no connection');
      return answer;
    },
  };
}

test('an order that was saved is found', async () => {
  expect(await findLostOrder(answering({ orderNumber }).ask, pause)).toBe(orderNumber);
});

test('an order that is saved a moment later is found', async () => {
  expect(await findLostOrder(answering(null, null, { orderNumber }).ask, pause)).toBe(orderNumber);
});

test('silence is not a "no": it asks until the shop answers', async () => {
  const shop = answering('lost', 'lost', 'lost', 'lost', 'lost', { orderNumber });
  expect(await findLostOrder(shop.ask, pause)).toBe(orderNumber);
});

test('three times "no such order" is believed', async () => {
  const shop = answering(null, 'lost', null);
  expect(await findLostOrder(shop.ask, pause)).toBeNull();
  expect(shop.asked()).toBe(4);
});
