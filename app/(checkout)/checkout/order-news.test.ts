import { expect, test } from 'vitest';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import { announceOrder, listenForOrders } from './order-news.ts';

const order = orderNumberSchema.parse('20261122-7F3K9Q');
const otherOrder = orderNumberSchema.parse('20261122-000000');

test('every other tab hears of an order, and what it cannot read is passed over', async () => {
  const heard = Promise.all(
    [1, 2].map(
      () =>
        new Promise((resolve) => {
          const stop = listenForOrders((orderNumber) => {
            stop();
            resolve(orderNumber);
          });
        }),
    ),
  );
  const stranger = new BroadcastChannel('orders');
  stranger.postMessage({ kind: 'placed', number: 1 });
  stranger.close();
  announceOrder(order);
  announceOrder(otherOrder);
  expect(await heard).toEqual([order, order]);
});
