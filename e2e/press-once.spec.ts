import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';
import { SLOW_PAID } from './stack/simulator.ts';

test('a double click on "pay" is one order and one charge', async ({
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  await shopper.goToPay(book, 'tok_paid');
  await shopper.checkout.payButton(book.total).dblclick();
  const number = await shopper.order.arrive();
  await shopper.order.expectState('paid');

  const orders = await records.ordersOf(book.id);
  expect(orders.map((order) => order.number)).toEqual([number]);
  expect(await simulator.chargesOf(orders[0]?.attempts[0]?.providerKey ?? '')).toBe(1);
  await proof.paidOnce(number);
});

test('a reload before the answer leads to the order that was placed', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { page, checkout, order } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  // The shop gets the order and places it; the browser is kept waiting for the answer.
  await page.route('**/api/trpc/orders.place**', (route) => route.fetch().then(() => {}));
  await checkout.payButton(book.total).click();
  await expect.poll(() => records.ordersOf(book.id)).toHaveLength(1);
  await page.reload();

  const number = await order.arrive();
  await order.expectState('paid');
  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});

test('a reload while the payment is confirmed shows the same order', async ({
  shopper,
  book,
  simulator,
  records,
  proof,
}) => {
  const number = await shopper.placeOrder(book, await simulator.tokenFor({ charge: [SLOW_PAID] }));
  await shopper.order.expectState('confirming');
  await shopper.page.reload();
  await shopper.order.expectState('confirming');
  await shopper.order.expectState('paid');

  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});

test('the other tabs hear of an order at once and lead to it', async ({
  context,
  shopper,
  book,
  records,
  proof,
}) => {
  await shopper.goToPay(book, 'tok_paid');
  const secondTab = shopperAt(await context.newPage());
  await secondTab.checkout.open();
  await secondTab.checkout.fillIn('tok_paid');

  await shopper.checkout.payButton(book.total).click();
  const number = await shopper.order.arrive();
  await secondTab.checkout.expectNotice('orderedElsewhere');
  await expect(secondTab.checkout.payButton(book.total)).toBeHidden();
  await secondTab.checkout.orderLink().click();
  expect(await secondTab.order.arrive()).toBe(number);

  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await secondTab.order.expectState('paid');
  await proof.paidOnce(number);
});

test('the same checkout in a second tab that hears of nothing leads to the same order', async ({
  context,
  shopper,
  book,
  records,
  proof,
}) => {
  // What the tabs tell each other is comfort; the shop has to know by itself.
  await context.addInitScript(() => {
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await shopper.goToPay(book, 'tok_paid');
  const secondTab = shopperAt(await context.newPage());
  await secondTab.checkout.open();
  await secondTab.checkout.fillIn('tok_paid');

  await shopper.checkout.payButton(book.total).click();
  const number = await shopper.order.arrive();
  await secondTab.checkout.payButton(book.total).click();
  await secondTab.checkout.expectNotice('alreadyPlaced');
  await secondTab.checkout.orderLink().click();
  expect(await secondTab.order.arrive()).toBe(number);
  await secondTab.order.expectState('paid');

  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});

test('an answer that got lost on the way is looked for, not sent again', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { page, checkout, order } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  let letSearchGo = () => {};
  const searchMayGo = new Promise<void>((resolve) => {
    letSearchGo = resolve;
  });
  await page.route('**/api/trpc/orders.place**', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.route('**/api/trpc/orders.byClientKey**', async (route) => {
    await searchMayGo;
    await route.continue();
  });
  await checkout.payButton(book.total).click();
  await checkout.expectNotice('checking');
  letSearchGo();

  const number = await order.arrive();
  await order.expectState('paid');
  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});
