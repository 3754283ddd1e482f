import { expect, test } from './fixtures.ts';

test('a declined order is paid at the second attempt, under the same number and a new key', async ({
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  const token = await simulator.tokenFor({
    charge: [{ kind: 'declined', code: 'insufficient_funds' }, { kind: 'paid' }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('declined');
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 9, held: 1, committed: 0 });

  await shopper.order.payAgain(token);
  await shopper.order.expectState('paid');
  expect(await shopper.order.arrive()).toBe(number);

  const { id, attempts } = await records.order(number);
  expect(attempts).toMatchObject([
    { status: 'declined', providerKey: `pay:${id}:1` },
    { status: 'paid', providerKey: `pay:${id}:2` },
  ]);
  expect(await records.stockOf(book.id)).toEqual({ received: 10, available: 9, held: 0, committed: 1 });
  await proof.paidOnce(number);
});

test('without JavaScript it is paid again by a plain form', async ({
  shopper,
  scriptless,
  book,
  simulator,
  proof,
}) => {
  const token = await simulator.tokenFor({
    charge: [{ kind: 'declined', code: 'insufficient_funds' }, { kind: 'paid' }],
  });
  const number = await shopper.placeOrder(book, token);
  await shopper.order.expectState('declined');
  const { order } = await scriptless();
  await order.open(number);
  await order.payAgainByForm('no token');
  await order.expectAnswer('tokenInvalid');
  await order.payAgainByForm(token);
  await order.expectState('paid');
  await proof.paidOnce(number);
});
