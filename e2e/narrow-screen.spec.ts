import type { Page } from '@playwright/test';
import { formatWon } from '#app/_present/money.ts';
import { arrive, expect, test, VISITORS } from './every-page.ts';
import { shopperAt } from './pages/shopper.ts';

/** The narrowest screen that WCAG asks for (1.4.10), under a finger. */
const NARROW = { viewport: { width: 320, height: 568 }, hasTouch: true };

// Nothing happens on these pages that a trace could tell of.
test.use({ trace: 'off' });

for (const locale of ['ko', 'en'] as const) {
  test(`every page fits 320 px, or 640 px in letters twice as large, and can be touched: ${locale}`, async ({
    browser,
    stack,
    everyPage,
  }) => {
    test.setTimeout(120_000);
    for (const by of VISITORS) {
      const context = await browser.newContext({ ...NARROW, storageState: everyPage.states[by] });
      await context.addCookies([{ name: 'locale', value: locale, url: stack.shopUrl }]);
      const shopper = shopperAt(await context.newPage(), locale);
      for (const visit of everyPage.visits.filter((one) => one.by === by)) {
        await test.step(visit.name, async () => {
          await shopper.page.setViewportSize(NARROW.viewport);
          await arrive(shopper, visit);
          expect.soft(await shopper.page.evaluate(partsOutside), visit.name).toEqual([]);
          expect.soft(await shopper.page.evaluate(smallTargets), visit.name).toEqual([]);
          await enlargeLetters(shopper.page);
          expect
            .soft(await shopper.page.evaluate(partsOutside), `${visit.name}, letters of 200 %`)
            .toEqual([]);
        });
      }
      await context.close();
    }
  });
}

test.describe('on a screen of 320 px', () => {
  test.use(NARROW);

  test('a book is found, put into the cart and paid', async ({ shopper, book, proof }) => {
    const { catalogue, cart, checkout, order } = shopper;
    await catalogue.open();
    await catalogue.chooseBook(book.title);
    await shopper.book.addToCart();
    await cart.link(1).click();
    await cart.orderLink(formatWon(book.total, 'ko')).click();
    await checkout.fillIn('tok_paid');
    await checkout.payButton(book.total).click();
    const number = await order.arrive();
    await order.expectState('paid');
    await proof.paidOnce(number);
  });
});

/** As a browser does whose reader has set letters twice as large: as much fits a line then as on 320 px. */
async function enlargeLetters(page: Page): Promise<void> {
  await page.setViewportSize({ width: 640, height: 568 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
}

/** Runs in the page: what sticks out on its right, if the page scrolls sideways because of it. */
function partsOutside(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .map(
      (element) =>
        `${Math.round(element.getBoundingClientRect().right)} px: ${element.outerHTML.slice(0, 120)}`,
    )
    .slice(0, 5);
}

/** Runs in the page: what a finger has to meet and is lower or narrower than 44 px. */
function smallTargets(): string[] {
  return [...document.querySelectorAll('button, summary, select, input:not([type=hidden])')]
    .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
    .map(({ element, box }) => `${box.width} × ${box.height} px: ${element.outerHTML.slice(0, 120)}`);
}
