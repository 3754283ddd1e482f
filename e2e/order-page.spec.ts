import { expect, test } from './fixtures.ts';
import { watchPolls } from './pages/poll-watch.ts';
import { shopperAt } from './pages/shopper.ts';
import { SLOW_PAID } from './stack/simulator.ts';

test('somebody else’s order does not exist', async ({ shopper, anotherShopper, book }) => {
  const number = await shopper.placeOrder(book, 'tok_paid');
  for (const path of [`/orders/${number}`, `/orders/${number}/receipt`]) {
    const answer = await anotherShopper.page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(anotherShopper.page.getByText(number)).toBeHidden();
  }
});

test('the page settles by itself: tab, heading and screen reader tell each state, once', async ({
  shopper,
  book,
  simulator,
  proof,
}) => {
  const { page, order } = shopper;
  // Long enough for "still checking": the answer is found by the third question.
  const token = await simulator.tokenFor({ charge: [{ ...SLOW_PAID, settleAfterMs: 12_000 }] });
  const number = await shopper.placeOrder(book, token);
  await order.expectState('confirming');
  await expect(order.state).toBeFocused();
  await expect(page).toHaveTitle(/^… /);
  const confirming = await order.icon();
  const heard = await order.listen();

  await order.expectState('stillChecking');
  expect(await order.icon()).toBe(confirming);
  await order.expectState('paid');
  await expect(page).toHaveTitle(/^✓ /);
  expect(await order.icon()).not.toBe(confirming);
  expect(await heard()).toEqual([
    expect.stringContaining(order.titleOf('stillChecking')),
    expect.stringContaining(order.titleOf('paid')),
  ]);

  await page.reload();
  await expect(page).toHaveTitle(/^✓ /);
  await expect(order.state).not.toBeFocused();
  await proof.paidOnce(number);
});

test('a page that nobody looks at asks for nothing, and one that is looked at never asks twice at once', async ({
  context,
  shopper,
  book,
  simulator,
}) => {
  const token = await simulator.tokenFor({
    charge: [{ kind: 'timeout', applies: false, afterMs: 0 }],
    status: [{ kind: 'not_found' }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.page.close();

  const page = await context.newPage();
  await page.clock.install();
  const { order } = shopperAt(page);
  const polls = watchPolls(page);
  await order.open(number);
  await order.expectState('stillChecking');
  await page.clock.runFor(20_000);
  await polls.settled();
  expect(polls.mostAtOnce()).toBe(1);
  expect(polls.largestAnswer()).toBeGreaterThan(0);
  expect(polls.largestAnswer()).toBeLessThan(1_000);

  await order.setVisible(false);
  await polls.settled();
  const before = polls.count();
  await page.clock.runFor(60_000);
  expect(polls.count()).toBe(before);

  await order.setVisible(true);
  await expect.poll(() => polls.count()).toBeGreaterThan(before);
  expect(polls.mostAtOnce()).toBe(1);
});

test.describe('without JavaScript', () => {
  test('the page tells the state and refreshes itself', async ({
    shopper,
    scriptless,
    book,
    records,
    simulator,
    proof,
  }) => {
    const number = await shopper.placeOrder(book, await simulator.tokenFor({ charge: [SLOW_PAID] }));
    const { order } = await scriptless();
    await order.open(number);
    await order.expectState('confirming');
    await order.expectState('paid');

    await expect.poll(async () => (await records.order(number)).status).toBe('confirmed');
    await proof.paidOnce(number);
  });

  test('a paid order is cancelled by a plain form', async ({ shopper, scriptless, book, proof }) => {
    const number = await shopper.placeOrder(book, 'tok_paid');
    const { order } = await scriptless();
    await order.open(number);
    await order.expectState('paid');
    await order.cancelByForm('refund');
    await order.expectState('refunded');
    await proof.refundedOnce(number);
  });

  test('the receipt is there, and prints black on white with nothing around it', async ({
    shopper,
    scriptless,
    book,
  }) => {
    const number = await shopper.placeOrder(book, 'tok_paid');
    const { page, order } = await scriptless();
    await order.open(number);
    await order.openReceipt();
    await expect(page.getByText(book.title)).toBeVisible();

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('article').getByText(number)).toBeVisible();
    for (const role of ['banner', 'navigation', 'search', 'link', 'button'] as const) {
      await expect(page.getByRole(role).filter({ visible: true })).toHaveCount(0);
    }
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.getByRole('article')).toHaveCSS('color', 'rgb(0, 0, 0)');
  });
});
