import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';

test('a book is found, put into the cart and paid', async ({ shopper, records, proof }) => {
  const { catalogue, book, cart, checkout, order } = shopper;
  await catalogue.open();
  await catalogue.chooseBook('데미안');
  await expect(book.title).toHaveText('데미안');
  await expect(book.price).toHaveText('10,800원');

  await book.addToCart();
  await cart.link(1).click();
  await expect(cart.orderLink('13,800원')).toBeVisible();
  await cart.oneMore('데미안');
  await cart.orderLink('21,600원').click();

  await checkout.fillIn('tok_paid');
  await checkout.payButton(21_600).click();
  const number = await order.arrive();
  await order.expectState('paid');
  await expect(cart.link(0)).toBeVisible();

  await proof.paidOnce(number);
  expect(await records.order(number)).toMatchObject({ total: 21_600, attempts: [{ status: 'paid' }] });
});

test('the same in English', async ({ page, proof }) => {
  const { catalogue, book, cart, checkout, order } = shopperAt(page, 'en');
  await shopperAt(page).catalogue.open();
  await shopperAt(page).catalogue.switchLanguage();
  await catalogue.chooseBook('Walden');
  await expect(book.price).toHaveText('₩14,400');

  await book.addToCart();
  await cart.link(1).click();
  await cart.orderLink('₩17,400').click();
  await checkout.fillIn('tok_paid');
  await checkout.payButton(17_400).click();
  const number = await order.arrive();
  await order.expectState('paid');
  await expect(cart.link(0)).toBeVisible();

  await proof.paidOnce(number);
});
