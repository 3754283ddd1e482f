import { expect, test } from './fixtures.ts';

test('going back to a checkout that was left while it paid never pays a second time', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { page, checkout, order } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  await page.evaluate(() => document.body.setAttribute('data-marked', ''));
  await page.route('**/api/trpc/orders.place**', (route) => route.fetch().then(() => {}));
  await checkout.payButton(book.total).click();
  await expect.poll(() => records.ordersOf(book.id)).toHaveLength(1);
  await shopper.catalogue.open();
  await page.evaluate(() => history.back());

  // The very document that was left is back, "paying" and all, not a new one of the same address.
  await expect(page.locator('body[data-marked]')).toBeAttached();
  const number = await order.arrive();
  await order.expectState('paid');
  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});

test('going back after paying shows what was paid, and nothing to pay again', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { page, catalogue, checkout, order } = shopper;
  const number = await shopper.placeOrder(book, 'tok_paid');
  await order.expectState('paid');
  await catalogue.open();
  await page.evaluate(() => history.back());
  expect(await order.arrive()).toBe(number);
  await order.expectState('paid');

  // The checkout left no place of its own in the history: before the order comes the book.
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(`/books/${book.slug}`);
  await checkout.open();
  await checkout.expectEmptyCart();
  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});
