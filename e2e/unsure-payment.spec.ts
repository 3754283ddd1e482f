import { expect, test } from './fixtures.ts';

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
  const token = await simulator.tokenFor({ charge: [nothing, nothing, { kind: 'paid' }] });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('paid');

  const { attempts } = await records.order(number);
  expect(attempts).toHaveLength(1);
  expect(await simulator.chargesOf(attempts[0]?.providerKey ?? '')).toBe(3);
  await proof.paidOnce(number);
});
