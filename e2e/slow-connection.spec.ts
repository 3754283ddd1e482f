import { expect, test } from './fixtures.ts';

/** A slow phone on a slow mobile network. Bytes per second, ms, and how many times slower the processor is. */
const SLOW_NETWORK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWER_PROCESSOR = 4;

test('over a slow connection, pressing everything twice is one order and one charge', async ({
  context,
  shopper,
  book,
  records,
  simulator,
  proof,
}) => {
  test.setTimeout(120_000);
  const { page, checkout, order } = shopper;
  const browser = await context.newCDPSession(page);
  await browser.send('Network.emulateNetworkConditions', SLOW_NETWORK);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });

  await shopper.goToPay(book, 'tok_paid');
  await checkout.payButton(book.total).dblclick();
  const number = await order.arrive();
  await order.expectState('paid');

  const orders = await records.ordersOf(book.id);
  expect(orders.map((one) => one.number)).toEqual([number]);
  expect(await simulator.chargesOf(orders[0]?.attempts[0]?.providerKey ?? '')).toBe(1);
  await proof.paidOnce(number);
});
