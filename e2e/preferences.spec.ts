import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { shopperAt } from './pages/shopper.ts';
import { textsIn } from './pages/texts.ts';

const t = textsIn('ko');

declare global {
  interface Window {
    /** Every colour that the page's ground had in a picture that was drawn. */
    grounds: Set<string>;
    /** Tells the test what began to move. */
    report(move: string): Promise<void>;
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

/** Whatever begins to move on any page that is opened from now on. */
async function watchMoves(page: Page): Promise<string[]> {
  const moves: string[] = [];
  await page.exposeFunction('report', (move: string) => moves.push(move));
  await page.addInitScript(() => {
    const tell = ({ type, target }: Event) => {
      if (!(target instanceof Element)) return;
      // A change that only comes later, all at once, takes no time: nothing moves.
      const takesTime = target
        .getAnimations()
        .some(({ effect }) => Number(effect?.getComputedTiming().activeDuration) > 0);
      if (takesTime) void window.report(`${type}: ${target.outerHTML.slice(0, 120)}`);
    };
    for (const type of ['transitionrun', 'animationstart']) addEventListener(type, tell, true);
  });
  return moves;
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
    const moves = await watchMoves(page);
    await catalogue.open();
    await page.getByRole('main').getByRole('heading', { level: 3 }).first().hover();
    await catalogue.chooseBook(book.title);
    await page.getByRole('button', { name: t('book.add') }).hover();
    await shopper.book.buyNow();
    await checkout.fillIn('tok_paid');
    await checkout.payButton(book.total).hover();
    await checkout.payButton(book.total).click();
    const number = await order.arrive();
    await order.expectState('paid');
    expect(moves).toEqual([]);
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
