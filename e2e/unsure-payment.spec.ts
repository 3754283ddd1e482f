import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';

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

const CHARGED_IN_SILENCE = {
  'an error that charged': { kind: 'error', status: 500, applies: true, afterMs: 0 },
  'a broken connection that charged': { kind: 'reset', applies: true, afterMs: 0 },
} as const;

for (const [what, behaviour] of Object.entries(CHARGED_IN_SILENCE)) {
  test(`${what} ends as paid, without a second charge`, async ({
    shopper,
    book,
    records,
    simulator,
    proof,
  }) => {
    const number = await shopper.placeOrder(book, await simulator.tokenFor({ charge: [behaviour] }));
    await shopper.order.expectState('paid');

    const [attempt] = (await records.order(number)).attempts;
    expect(await simulator.chargesOf(attempt?.providerKey ?? '')).toBe(1);
    await proof.paidOnce(number);
  });
}

test('a provider that does nothing is asked again with the same key', async ({
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  const nothing = { kind: 'not_processed' } as const;
  const token = await simulator.tokenFor({ charge: [nothing, nothing, nothing, { kind: 'paid' }] });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('paid');

  const { attempts } = await records.order(number);
  expect(attempts).toHaveLength(1);
  expect(await simulator.chargesOf(attempts[0]?.providerKey ?? '')).toBe(4);
  await proof.paidOnce(number);
});
