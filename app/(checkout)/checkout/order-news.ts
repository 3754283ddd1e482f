import { type OrderNumber, orderNumberSchema } from '#server/kernel/ids.ts';

/*
 * What the tabs of one browser tell each other. They share one cart, so an order in one of them has taken the cart
 * from all. This is comfort only: what is true is what the shop answers.
 */

const CHANNEL = 'orders';

/** Tells the other tabs that the cart was ordered. */
export function announceOrder(orderNumber: OrderNumber): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(orderNumber);
  channel.close();
}

/** Hears of orders from the other tabs, until the function that is returned is called. */
export function listenForOrders(onOrdered: (orderNumber: OrderNumber) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    // A tab that was loaded before or after a deploy may say something else.
    const orderNumber = orderNumberSchema.safeParse(data);
    if (orderNumber.success) onOrdered(orderNumber.data);
  });
  return () => channel.close();
}
