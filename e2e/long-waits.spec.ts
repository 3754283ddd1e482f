import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';

// A minute and a half of checks and ten minutes for another try, in half a minute. An answer has little time
// to arrive at this scale; in these stories none does.
test.use({ timeScale: 40 });

test('a payment that answers after 60 s is paid although the page was closed', async ({
  context,
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  const token = await simulator.tokenFor({
    charge: [{ kind: 'slow', succeeds: true, settleAfterMs: 30_000, answerAfterMs: 60_000 }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('confirming');
  await shopper.page.close();
  await expect.poll(async () => (await records.order(number)).status).toBe('confirmed');

  const later = shopperAt(await context.newPage());
  await later.order.open(number);
  await later.order.expectState('paid');
  await proof.paidOnce(number);
});

test('a payment that nobody ever hears of is fenced, and its order cancelled with the stock back once', async ({
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  test.setTimeout(120_000);
  const broken = { kind: 'error', status: 500, applies: false } as const;
  const token = await simulator.tokenFor({
    charge: [{ kind: 'timeout', applies: false, afterMs: 0 }],
    status: [{ kind: 'not_found' }],
    // Long enough without an answer for the page to say that it is safe to close.
    void: [broken, broken, broken, { kind: 'truth' }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('confirming');
  await shopper.order.expectState('stillChecking');
  await expect(shopper.order.retryButton).toBeHidden();

  await shopper.order.expectState('notCharged');
  await expect(shopper.order.retryButton).toBeVisible();
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 9, held: 1, committed: 0 });

  await expect.poll(async () => (await records.order(number)).status, { timeout: 30_000 }).toBe('cancelled');
  await shopper.order.expectState('cancelled');
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 10, held: 0, committed: 0 });
  await proof.cancelledUncharged(number);
});
