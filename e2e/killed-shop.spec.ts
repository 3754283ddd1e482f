import { expect, test } from './fixtures.ts';
import { SLOW_PAID } from './stack/simulator.ts';

test('a shop that is killed while a payment is in flight finds the truth when it is back', async ({
  stack,
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  test.setTimeout(120_000);
  const number = await shopper.placeOrder(book, await simulator.tokenFor({ charge: [SLOW_PAID] }));
  const [attempt] = (await records.order(number)).attempts;
  const key = attempt?.providerKey ?? '';
  await expect.poll(() => simulator.chargesOf(key), { intervals: [50] }).toBe(1);
  // The page has come to rest: it has shown the emptied cart and only asks for news from now on.
  await expect(shopper.cart.link(0)).toBeVisible();
  stack.killShop();

  await expect.poll(async () => (await records.order(number)).status, { timeout: 60_000 }).toBe('confirmed');
  await shopper.order.expectState('paid');
  expect(await simulator.chargesOf(key)).toBe(1);
  await proof.paidOnce(number);
});
