import { expect, test } from './fixtures.ts';

// At this scale the 10 minutes in which a refused order may be paid again are a quarter of a minute.
test.use({ timeScale: 40 });

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

  await expect.poll(async () => (await records.order(number)).status, { timeout: 60_000 }).toBe('cancelled');
  await shopper.order.expectState('cancelled');
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 10, held: 0, committed: 0 });
  await proof.cancelledUncharged(number);
});
