import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';
import { SLOW_PAID } from './stack/simulator.ts';

test('somebody else’s order does not exist', async ({ shopper, anotherShopper, book }) => {
  const number = await shopper.placeOrder(book, 'tok_paid');
  const answer = await anotherShopper.page.goto(`/orders/${number}`);
  expect(answer?.status()).toBe(404);
  await expect(anotherShopper.page.getByText(number)).toBeHidden();
});

test('without JavaScript the page tells the state and refreshes itself', async ({
  browser,
  context,
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  const number = await shopper.placeOrder(book, await simulator.tokenFor({ charge: [SLOW_PAID] }));
  const scriptless = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const { order } = shopperAt(await scriptless.newPage());
  await order.open(number);
  await order.expectState('confirming');
  await order.expectState('paid');
  await scriptless.close();

  await expect.poll(async () => (await records.order(number)).status).toBe('confirmed');
  await proof.paidOnce(number);
});
