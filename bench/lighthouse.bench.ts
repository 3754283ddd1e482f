import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import lighthouse, { type Result } from 'lighthouse';
import { findFreePort } from '#db/testing/free-port.ts';
import { shopperAt } from '../e2e/pages/shopper.ts';
import { bootStack } from '../e2e/stack/boot.ts';
import { buildIfStale } from '../e2e/stack/build-shop.ts';
import { provideChromium } from '../scripts/suite/chromium.ts';

/*
 * What Lighthouse says about the pages that a purchase goes through: `node bench/lighthouse.bench.ts [url]`, about
 * three minutes. Builds and boots a shop of its own unless given the address of one that pays with the simulated
 * provider. Lighthouse's own mobile preset (a slow phone on slow 4G, simulated), three runs per page. Prints for
 * each page the median of every score and of the times it is made of, and each audit that ever cost points;
 * asserts nothing.
 */

const RUNS = 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const BOOK = { slug: 'walden', total: 17_400 };

const scratch = await mkdtemp(path.join(tmpdir(), 'bookstore-bench-'));
const port = await findFreePort();
const browser = await chromium.launch({
  executablePath: provideChromium(console.log),
  chromiumSandbox: process.getuid?.() !== 0,
  args: [`--remote-debugging-port=${port}`],
});
const [givenUrl] = process.argv.slice(2);
const shop = givenUrl === undefined ? await bootShop() : { shopUrl: givenUrl, stop: async () => {} };

try {
  const { cookies, orderPath } = await buyAndFillCart(browser, shop.shopUrl);
  const pages = { home: '/', book: `/books/${BOOK.slug}`, checkout: '/checkout', order: orderPath };
  const table: Record<string, Record<string, number>> = {};
  const flaws = new Map<string, string>();
  for (const [name, pagePath] of Object.entries(pages)) {
    const results: Result[] = [];
    for (let run = 0; run < RUNS; run++) results.push(await audit(shop.shopUrl + pagePath, cookies));
    table[name] = summarize(results);
    for (const result of results) for (const [id, flaw] of flawsOf(result)) flaws.set(`${name}: ${id}`, flaw);
  }
  console.table(table);
  for (const [where, flaw] of flaws) console.log(`${where}: ${flaw}`);
} finally {
  await browser.close();
  await shop.stop();
  await rm(scratch, { recursive: true, force: true });
}

async function bootShop() {
  await buildIfStale(scratch);
  return bootStack({ timeScale: 1, logDir: scratch });
}

/** One paid order and one more book in the cart; what identifies the browser that did it. */
async function buyAndFillCart(browser: Browser, baseURL: string) {
  const context = await browser.newContext({ baseURL, locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  const shopper = shopperAt(await context.newPage());
  const number = await shopper.placeOrder(BOOK, 'tok_paid');
  await shopper.order.expectState('paid');
  await shopper.book.open(BOOK.slug);
  await shopper.book.buyNow();
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await context.close();
  return { cookies, orderPath: `/orders/${number}` };
}

async function audit(url: string, cookies: string): Promise<Result> {
  const answer = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: [...CATEGORIES],
    extraHeaders: { Cookie: cookies },
  });
  if (!answer) throw new Error(`no result for ${url}`);
  const { runtimeError, finalDisplayedUrl } = answer.lhr;
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`);
  return answer.lhr;
}

/** Scores from 0 to 100; LCP and TBT in ms, CLS without a unit, each as Lighthouse rounds it. */
function summarize(results: Result[]): Record<string, number> {
  const score = (category: string) =>
    median(results.map((lhr) => Math.round((lhr.categories[category]?.score ?? Number.NaN) * 100)));
  const value = (id: string) => median(results.map((lhr) => lhr.audits[id]?.numericValue ?? Number.NaN));
  return {
    ...Object.fromEntries(CATEGORIES.map((category) => [category, score(category)])),
    'LCP ms': Math.round(value('largest-contentful-paint')),
    'TBT ms': Math.round(value('total-blocking-time')),
    CLS: Math.round(value('cumulative-layout-shift') * 1_000) / 1_000,
  };
}

/** The audits that count and did not get full points: what they are called, and what they found. */
function flawsOf({ categories, audits }: Result): [id: string, flaw: string][] {
  return CATEGORIES.flatMap((category) => categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => [id, `${audits[id]?.title} ${audits[id]?.displayValue ?? ''} ${findings(audits[id])}`]);
}

function findings(result: Result['audits'][string] | undefined): string {
  const { details } = result ?? {};
  if (details?.type !== 'table') return '';
  return details.items.map((item) => JSON.stringify(item).slice(0, 300)).join('\n  ');
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
