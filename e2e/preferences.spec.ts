import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';
import { textsIn } from './pages/texts.ts';

const t = textsIn('ko');

declare global {
  interface Window {
    /** Every colour that the page's ground had in a picture that was drawn. */
    grounds: Set<string>;
  }
}

/** From the first picture of every page on, its ground is watched. */
async function watchGround(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.grounds = new Set();
    const look = () => {
      if (document.body) window.grounds.add(getComputedStyle(document.documentElement).backgroundColor);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** The one colour that the ground had since the page began. */
async function groundOf(page: Page): Promise<string> {
  const grounds = await page.evaluate(() => [...window.grounds]);
  expect(grounds, 'no other colour flashed').toHaveLength(1);
  return grounds[0] ?? '';
}

const DARK_PAPER = 'rgb(24, 21, 18)';
const LIGHT_PAPER = 'rgb(249, 246, 239)';

test.describe('on a device that is dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the shop is dark from its first picture on, until somebody wants it light', async ({ page }) => {
    const { catalogue } = shopperAt(page);
    await watchGround(page);
    await catalogue.open();
    expect(await groundOf(page)).toBe(DARK_PAPER);

    await page.getByRole('button', { name: t('site.toLight') }).click();
    await expect(page.getByRole('button', { name: t('site.toDark') })).toBeVisible();
    expect(await groundOf(page)).toBe(LIGHT_PAPER);
    await page.reload();
    expect(await groundOf(page)).toBe(LIGHT_PAPER);
  });
});

test.describe('where motion is not wanted', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing on the way to a paid order moves', async ({ shopper, book, proof }) => {
    const { page, catalogue, checkout, order } = shopper;
    const expectStill = async () =>
      expect(await page.evaluate(() => document.getAnimations().map((one) => one.id || `${one}`))).toEqual(
        [],
      );
    await catalogue.open();
    await page.getByRole('main').getByRole('link').last().hover();
    await expectStill();
    await shopper.book.open(book.slug);
    await page.getByRole('button', { name: t('book.add') }).hover();
    await expectStill();
    await shopper.book.buyNow();
    await checkout.fillIn('tok_paid');
    await checkout.payButton(book.total).hover();
    await expectStill();
    await checkout.payButton(book.total).click();
    const number = await order.arrive();
    await expectStill();
    await order.expectState('paid');
    await expectStill();
    await proof.paidOnce(number);
  });
});

test('switching the language keeps the page and the cart', async ({ page, book }) => {
  const korean = shopperAt(page);
  await korean.book.open(book.slug);
  await korean.book.addToCart();
  await expect(korean.cart.link(1)).toBeVisible();
  await korean.catalogue.switchLanguage();

  const english = shopperAt(page, 'en');
  await expect(english.cart.link(1)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/books/${book.slug}$`));
  await expect(page.getByRole('button', { name: textsIn('en')('book.add') })).toBeVisible();
  await english.catalogue.switchLanguage();
  await expect(korean.cart.link(1)).toBeVisible();
  await expect(korean.book.title).toHaveText(book.title);
});
