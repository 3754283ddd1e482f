import { expect, test } from './fixtures.ts';
import { Keyboard } from './pages/keyboard.ts';
import { textsIn } from './pages/texts.ts';
import { whenAlive } from './pages/when-alive.ts';

const t = textsIn('ko');

const SCREENS = {
  'on a desk': { width: 1280, height: 720 },
  'on a phone, beside its bars that stay in place': { width: 390, height: 664 },
};

for (const [where, viewport] of Object.entries(SCREENS)) {
  test.describe(where, () => {
    test.use({ viewport });

    test('a book is found, ordered and paid with the keyboard alone', async ({ shopper, book, proof }) => {
      const { page, catalogue, cart, checkout, order } = shopper;
      const keyboard = new Keyboard(page);
      const role = page.getByRole.bind(page);
      await catalogue.open();
      await keyboard.write(role('searchbox', { name: t('search.label') }), book.title);
      await keyboard.press('Enter');
      await expect(page).toHaveURL(/\?q=/);
      await keyboard.tabTo(role('main').getByRole('link', { name: book.title, exact: true }));
      await keyboard.press('Enter');
      await expect(page).toHaveURL(/\/books\//);

      const add = role('button', { name: t('book.add') });
      await whenAlive(add);
      await keyboard.tabTo(add);
      await keyboard.press('Enter');
      await expect(cart.link(1)).toBeVisible();
      await keyboard.tabBackTo(cart.link(1));
      await keyboard.press('Enter');
      await expect(page).toHaveURL('/cart');
      await keyboard.tabTo(role('link', { name: /주문하기$/ }));
      await keyboard.press('Enter');
      await expect(page).toHaveURL('/checkout');

      const pay = checkout.payButton(book.total);
      await whenAlive(pay);
      const field = (name: 'email' | 'phone' | 'recipient' | 'postcode' | 'address1') =>
        role('textbox', { name: t(`fields.${name}`), exact: true });
      await keyboard.write(field('email'), 'reader@example.com');
      await keyboard.write(field('phone'), '01012345678');
      await keyboard.write(field('recipient'), '김하늘');
      await keyboard.write(field('postcode'), '04524');
      await keyboard.write(field('address1'), '서울특별시 중구 세종대로 110');
      await keyboard.tabTo(page.locator('summary', { hasText: t('demo.summary') }));
      await keyboard.press('Enter');
      await keyboard.write(page.getByLabel(t('demo.token'), { exact: true }), 'tok_paid');
      await keyboard.tabTo(role('checkbox', { name: t('checkout.agree') }));
      await keyboard.press('Space');
      await keyboard.tabTo(pay);
      await keyboard.press('Enter');

      const number = await order.arrive();
      await order.expectState('paid');
      await proof.paidOnce(number);
    });
  });
}

test('the first stop of every page leads past its header', async ({ shopper }) => {
  const { page, catalogue } = shopper;
  const keyboard = new Keyboard(page);
  await catalogue.open();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: t('site.skip') })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toBeVisible();
});
