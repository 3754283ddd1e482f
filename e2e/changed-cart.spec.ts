import { expect, test } from './fixtures.ts';
import type { Shopper } from './pages/shopper.ts';

test('the last copy goes to one of two buyers; the other is told and not charged', async ({
  shopper,
  anotherShopper,
  book,
  records,
  proof,
}) => {
  await records.setCopies(book.id, 1);
  await shopper.goToPay(book, 'tok_paid');
  await anotherShopper.goToPay(book, 'tok_paid');
  const pay = async ({ checkout, order }: Shopper) => {
    await checkout.payButton(book.total).click();
    return Promise.any([order.arrive(), checkout.expectNotice('soldOut', book.title).then(() => 'sold out')]);
  };
  const answers = await Promise.all([pay(shopper), pay(anotherShopper)]);

  expect(answers).toContain('sold out');
  const orders = await records.ordersOf(book.id);
  expect(orders).toHaveLength(1);
  const number = orders[0]?.number ?? '';
  expect(answers).toContain(number);
  const winner = answers[0] === number ? shopper : anotherShopper;
  await winner.order.expectState('paid');
  expect(await records.stockOf(book.id)).toEqual({ received: 1, available: 0, held: 0, committed: 1 });
  await proof.paidOnce(number);
});

test('a price that changed under the shopper is paid only with consent', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  await records.setPrice(book.id, 20_000);
  await shopper.goToPay(book, 'tok_paid');
  await records.setPrice(book.id, 21_000);
  // The second click of a double click falls on what the first has brought, and agrees to nothing.
  await shopper.checkout.payButton(20_000).dblclick();
  await shopper.checkout.expectNotice('priceChanged');
  await expect(shopper.checkout.notice).toContainText(`${book.title}: 20,000원 → 21,000원`);
  await expect(shopper.checkout.notice).toContainText('총 결제 금액: 20,000원 → 21,000원');
  await expect(shopper.checkout.notice).toBeFocused();
  await shopper.checkout.payButton(21_000).dispatchEvent('click', { detail: 2 });
  expect(await records.ordersOf(book.id)).toEqual([]);

  await shopper.checkout.payButton(21_000).click();
  const number = await shopper.order.arrive();
  await shopper.order.expectState('paid');
  expect(await records.order(number)).toMatchObject({ total: 21_000 });
  await proof.paidOnce(number);
});

test('when fewer copies are left than wanted, the shopper takes what is there with one press', async ({
  shopper,
  book,
  records,
  proof,
}) => {
  await records.setPrice(book.id, 20_000);
  await shopper.book.open(book.slug);
  await shopper.book.buyNow();
  await shopper.goToPay(book, 'tok_paid');
  await records.setCopies(book.id, 1);
  await shopper.checkout.payButton(40_000).click();
  await shopper.checkout.expectNotice('fewerLeft', book.title);
  expect(await records.ordersOf(book.id)).toEqual([]);

  await shopper.checkout.takeCopiesButton(1).click();
  await shopper.checkout.payButton(20_000).click();
  const number = await shopper.order.arrive();
  await shopper.order.expectState('paid');
  expect(await records.order(number)).toMatchObject({ total: 20_000 });
  await proof.paidOnce(number);
});
