import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The document says by itself that it came back: it may be on its way to the order before anybody can look. */
async function noteRestoring(page: Page): Promise<void> {
  await page.evaluate(() =>
    addEventListener('pageshow', (event) => sessionStorage.setItem('restored', String(event.persisted))),
  );
}

/** Whether the very document that was left was shown again, rather than a new one of the same address. */
async function wasRestored(page: Page): Promise<boolean> {
  return page.evaluate(() => sessionStorage.getItem('restored') === 'true');
}

test('going back to a checkout that was left while it paid never pays a second time', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { page, checkout, order } = shopper;
  await shopper.goToPay(book, 'tok_paid');
  await noteRestoring(page);
  await page.route('**/api/trpc/orders.place**', (route) => route.fetch().then(() => {}));
  await checkout.payButton(book.total).click();
  await expect.poll(() => records.ordersOf(book.id)).toHaveLength(1);
  await shopper.catalogue.open();
  await page.evaluate(() => history.back());

  const number = await order.arrive();
  // The very document that was left was back, "paying" and all, not a new one of the same address.
  expect(await wasRestored(page)).toBe(true);
  await order.expectState('paid');
  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});

test('going back to a checkout that was left unpaid finds it filled in and up to date', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  const { page, checkout, order } = shopper;
  await records.setPrice(book.id, 20_000);
  await shopper.goToPay(book, 'tok_paid');
  await noteRestoring(page);
  await shopper.catalogue.open();
  await records.setPrice(book.id, 21_000);
  await page.evaluate(() => history.back());

  await expect(checkout.payButton(21_000)).toBeEnabled();
  expect(await wasRestored(page)).toBe(true);
  await expect(checkout.field('recipient')).toHaveValue('김하늘');
  expect(await records.ordersOf(book.id)).toEqual([]);
  await checkout.agree();
  await checkout.payButton(21_000).click();
  const number = await order.arrive();
  await order.expectState('paid');
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
  await noteRestoring(page);
  await catalogue.open();
  await page.evaluate(() => history.back());
  expect(await order.arrive()).toBe(number);
  await expect.poll(() => wasRestored(page)).toBe(true);
  await order.expectState('paid');

  // The checkout left no place of its own in the history: before the order comes the book.
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(`/books/${book.slug}`);
  await checkout.open();
  await checkout.expectEmptyCart();
  expect(await records.ordersOf(book.id)).toMatchObject([{ number }]);
  await proof.paidOnce(number);
});
