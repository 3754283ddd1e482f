import path from 'node:path';
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { seedBooks } from '#db/seed/books.ts';
import { type SeedBook, seedBookId } from '#db/seed/seed-book.ts';
import { priceOrder } from '#server/orders/rules.ts';
import { type Shopper, shopperAt } from './pages/shopper.ts';
import { bootStack, type Stack } from './stack/boot.ts';
import { createProof, type Proof } from './stack/proof.ts';
import { openRecords, type Records } from './stack/records.ts';
import type { Simulator } from './stack/simulator.ts';

/** A book on sale; `total` is what one copy of it costs with its delivery, in won. */
type Book = { id: string; slug: string; title: string; total: number };

interface WorkerFixtures {
  /** Divides the waits of shop and provider. An answer has 5 s / timeScale to arrive before it counts as lost. */
  timeScale: number;
  /** A whole shop for this worker alone. */
  stack: Stack;
  simulator: Simulator;
  records: Records;
  proof: Proof;
  /** The books that no test has taken yet. */
  shelf: SeedBook[];
}

interface TestFixtures {
  /** A book that no other test orders, ten copies of it. */
  book: Book;
  /** Somebody with a browser of their own. */
  shopper: Shopper;
  /** One more of them. */
  anotherShopper: Shopper;
  /** Opens the shopper's shop, with the cookies of this moment, in a browser without JavaScript. */
  scriptless: () => Promise<Shopper>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  timeScale: [1, { scope: 'worker', option: true }],
  stack: [
    async ({ timeScale }, use, { project, workerIndex }) => {
      const logDir = path.join(project.outputDir, `logs-of-worker-${workerIndex}`);
      const stack = await bootStack({ timeScale, logDir });
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  simulator: [({ stack }, use) => use(stack.simulator), { scope: 'worker' }],
  records: [
    async ({ stack }, use) => {
      const records = openRecords(stack.databaseUrl);
      await use(records);
      await records.close();
    },
    { scope: 'worker' },
  ],
  proof: [({ records, simulator }, use) => use(createProof(records, simulator)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  shelf: [({}, use) => use(seedBooks.filter(isOnSale)), { scope: 'worker' }],

  baseURL: ({ stack }, use) => use(stack.shopUrl),
  context: async ({ context }, use) => {
    const errors = await collectErrors(context);
    await use(context);
    expect(errors, 'uncaught errors in the browser').toEqual([]);
  },
  book: async ({ shelf, records }, use) => {
    const taken = shelf.shift();
    if (!taken) throw new Error('there are more tests than books');
    const id = seedBookId(taken.slug);
    const { total } = priceOrder([{ unitPrice: taken.salePrice, quantity: 1 }]);
    await records.setCopies(id, 10);
    await use({ id, slug: taken.slug, title: taken.titleKo, total });
  },
  shopper: ({ page }, use) => use(shopperAt(page)),
  anotherShopper: async ({ browser }, use) => {
    const context = await browser.newContext();
    await use(shopperAt(await context.newPage()));
    await context.close();
  },
  scriptless: async ({ browser, context }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const storageState = await context.storageState();
      const scriptless = await browser.newContext({ javaScriptEnabled: false, storageState });
      opened.push(scriptless);
      return shopperAt(await scriptless.newPage());
    });
    for (const scriptless of opened) await scriptless.close();
  },
});

/** The one that is sold out, the one out of print and the one announced stay as the seed has them. */
function isOnSale({ stock, outOfPrint, onSaleFrom }: SeedBook): boolean {
  return stock > 0 && !outOfPrint && onSaleFrom === undefined;
}

/** Also what the content security policy forbids: the page goes on without it, and nobody would notice. */
async function collectErrors(context: BrowserContext): Promise<string[]> {
  const errors: string[] = [];
  context.on('weberror', (webError) => errors.push(String(webError.error())));
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      reportError(new Error(`the policy forbids ${violatedDirective} ${blockedURI}`)),
    ),
  );
  return errors;
}

export { expect };
