import { expect, test } from './fixtures.ts';
import { textsIn } from './pages/texts.ts';

const t = textsIn('ko');

test.use({ javaScriptEnabled: false });

test('books are found and put into the cart, and the checkout says what it needs and to whom to turn', async ({
  shopper,
  book,
}) => {
  const { page, catalogue, cart, checkout } = shopper;
  const role = page.getByRole.bind(page);
  await catalogue.open();
  await role('link', { name: t('shelf.allBooks') })
    .first()
    .click();
  await role('link', { name: t('listing.next'), exact: true }).click();
  await expect(page).toHaveURL(/page=2/);
  await catalogue.chooseBook(book.title);

  await shopper.book.addToCart();
  await expect(cart.link(1)).toBeVisible();
  await cart.link(1).click();
  await cart.oneMore(book.title);
  await expect(cart.link(2)).toBeVisible();
  await role('link', { name: /주문하기$/ }).click();

  await expect(page).toHaveURL('/checkout');
  await expect(role('heading', { name: t('checkout.needsScript.title') })).toBeVisible();
  await expect(page.getByText(t('footer.emailValue')).first()).toBeVisible();
  await expect(checkout.payButton(book.total)).toBeHidden();
});
