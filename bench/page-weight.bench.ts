import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Response } from '@playwright/test';
import { shopperAt } from '../e2e/pages/shopper.ts';
import { bootStack } from '../e2e/stack/boot.ts';
import { buildIfStale } from '../e2e/stack/build-shop.ts';
import { provideChromium } from '../scripts/suite/chromium.ts';

/*
 * What each page weighs: `node bench/page-weight.bench.ts [url]`, about half a minute. Builds and boots a shop of
 * its own unless given the address of one that pays with the simulated provider. Each page is opened in a
 * browser that has nothing in its cache, on a screen of 390 × 844; what it loads by itself counts, in kB
 * (1,000 bytes): after gzip at zlib's usual level, whatever the server used, and all of it as it was sent. Prints,
 * asserts nothing.
 */

const BOOK = { slug: 'walden', total: 17_400 };
const KINDS = ['document', 'script', 'stylesheet', 'image'] as const;

const scratch = await mkdtemp(path.join(tmpdir(), 'bookstore-bench-'));
const browser = await chromium.launch({
  executablePath: provideChromium(console.log),
  chromiumSandbox: process.getuid?.() !== 0,
});
const [givenUrl] = process.argv.slice(2);
const shop = givenUrl === undefined ? await bootShop() : { shopUrl: givenUrl, stop: async () => {} };

try {
  const { cookies, orderPath } = await buyAndFillCart(browser, shop.shopUrl);
  const pages = {
    home: '/',
    list: '/?category=poetry',
    book: `/books/${BOOK.slug}`,
    cart: '/cart',
    checkout: '/checkout',
    order: orderPath,
    'order lookup': '/orders/lookup',
  };
  const table: Record<string, Record<string, number>> = {};
  for (const [name, pagePath] of Object.entries(pages)) {
    table[name] = await weigh(browser, shop.shopUrl + pagePath, cookies);
  }
  console.table(table);
} finally {
  await browser.close();
  await shop.stop();
  await rm(scratch, { recursive: true, force: true });
}

async function bootShop() {
  await buildIfStale(scratch);
  return bootStack({ timeScale: 1, logDir: scratch });
}

/** One paid order and one more book in the cart; the cookies of the browser that did it. */
async function buyAndFillCart(browser: Browser, baseURL: string) {
  const context = await browser.newContext({ baseURL, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  const shopper = shopperAt(await context.newPage());
  const number = await shopper.placeOrder(BOOK, 'tok_paid');
  await shopper.order.expectState('paid');
  await shopper.book.open(BOOK.slug);
  await shopper.book.buyNow();
  const cookies = await context.cookies();
  await context.close();
  return { cookies, orderPath: `/orders/${number}` };
}

type Cookies = Awaited<ReturnType<typeof buyAndFillCart>>['cookies'];

/** kB after gzip of what a page loads, by kind, and how many images that are. */
async function weigh(browser: Browser, url: string, cookies: Cookies): Promise<Record<string, number>> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const answers: Response[] = [];
  page.on('response', (response) => answers.push(response));
  await page.goto(url, { waitUntil: 'networkidle' });
  const weights: Record<string, number> = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  for (const kind of KINDS) {
    const bodies = await Promise.all(
      answers.filter((answer) => kindOf(answer) === kind).map((answer) => answer.body()),
    );
    weights[kind] = inKilobytes(bodies.map((body) => gzipSync(body).length));
    if (kind === 'image') weights.images = bodies.length;
  }
  const sent = await Promise.all(
    answers.map(async (answer) => (await answer.request().sizes()).responseBodySize),
  );
  const scripts = sent.filter((_, index) => answers[index] && kindOf(answers[index]) === 'script');
  weights['script as sent'] = inKilobytes(scripts);
  weights['all as sent'] = inKilobytes(sent);
  await context.close();
  return weights;
}

function kindOf(response: Response): string {
  return response.request().resourceType();
}

/** The sum of bytes in kB, to one decimal. */
function inKilobytes(sizes: number[]): number {
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 100) / 10;
}
