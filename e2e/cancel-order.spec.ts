import { expect, test } from './fixtures.ts';

test('a paid order is cancelled: the money goes back once, and the book to the shelf', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const number = await shopper.placeOrder(book, 'tok_paid');
  await shopper.order.expectState('paid');
  await shopper.order.cancel('refund');
  await shopper.order.expectState('refunded');
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 10, held: 0, committed: 0 });
  await proof.refundedOnce(number);
});

test('a cancel while nobody knows is a request at first, and an end once the key is void', async ({
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  const token = await simulator.tokenFor({
    charge: [{ kind: 'timeout', applies: false, afterMs: 0 }],
    // The key is void, but the answer that says so is lost: a question finds it.
    void: [{ kind: 'timeout', applies: true }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('stillChecking');
  await shopper.order.cancel('request');
  await shopper.order.expectState('cancelRequested');
  expect((await records.order(number)).reservations).toEqual(['held']);

  await shopper.order.expectState('cancelled');
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 10, held: 0, committed: 0 });
  await proof.cancelledUncharged(number);
});

test('a cancel that loses the race against the money gives the money back', async ({
  shopper,
  book,
  simulator,
  proof,
}) => {
  const token = await simulator.tokenFor({
    charge: [{ kind: 'timeout', applies: true, afterMs: 0 }],
    status: [{ kind: 'not_found' }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('stillChecking');
  await shopper.order.cancel('request');
  await shopper.order.expectState('refunded');
  await proof.refundedOnce(number);
});

test('a refused order is cancelled at once, and its books can be ordered again', async ({
  shopper,
  book,
  proof,
}) => {
  const { cart, order } = shopper;
  const number = await shopper.placeOrder(book, 'tok_declined');
  await order.expectState('declined');
  await order.cancel('now');
  await order.expectState('cancelled');
  await proof.cancelledUncharged(number);

  await order.orderAgain();
  await expect(cart.link(1)).toBeVisible();
});
