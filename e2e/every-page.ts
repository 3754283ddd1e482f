import type { Browser, BrowserContext } from '@playwright/test';
import type { ProgressText } from '#app/_present/progress-view.ts';
import { seedBooks } from '#db/seed/books.ts';
import { type SeedBook, seedBookId } from '#db/seed/seed-book.ts';
import { priceOrder } from '#server/orders/rules.ts';
import type { AttemptStatus } from '#server/payments/contract.ts';
import { test as base, expect } from './fixtures.ts';
import { type Shopper, shopperAt } from './pages/shopper.ts';
import { whenAlive } from './pages/when-alive.ts';
import { cancelByRequest, orderByRequest } from './stack/order-by-request.ts';
import type { Records } from './stack/records.ts';
import type { Script, Simulator } from './stack/simulator.ts';

/** Who looks: somebody with orders and a full cart, somebody whose cart has changed, somebody new. */
export const VISITORS = ['newcomer', 'unlucky', 'reader'] as const;
type Visitor = (typeof VISITORS)[number];

/** A page in one of its states. */
export interface Visit {
  name: string;
  by: Visitor;
  path: string;
  /** What the page answers, when it is not 200. */
  status?: number;
  /** What the visitor does there before it is looked at. */
  act?: (shopper: Shopper) => Promise<void>;
}

export interface EveryPage {
  visits: Visit[];
  /** Cookies of each visitor. */
  states: Record<Visitor, Awaited<ReturnType<BrowserContext['storageState']>>>;
}

interface Tools {
  browser: Browser;
  baseURL: string;
  records: Records;
  simulator: Simulator;
  takeBook(): { slug: string; salePrice: number };
}

/** Brings a visitor to a page in its state. */
export async function arrive(shopper: Shopper, { path, status = 200, act }: Visit): Promise<void> {
  const answer = await shopper.page.goto(path);
  expect(answer?.status()).toBe(status);
  await act?.(shopper);
}

/** Tests over all pages of the shop, with every state of them made once. */
export const test = base.extend<object, { everyPage: EveryPage }>({
  everyPage: [
    async ({ browser, stack, records, simulator, shelf }, use) => {
      const takeBook = () => {
        const book = shelf.shift();
        if (!book) throw new Error('there are more tests than books');
        return book;
      };
      const tools = { browser, baseURL: stack.shopUrl, records, simulator, takeBook };
      const reader = await prepareReader(tools);
      const unlucky = await prepareUnlucky(tools);
      const states = { reader: reader.state, unlucky: unlucky.state, newcomer: { cookies: [], origins: [] } };
      await use({ states, visits: [...PAGES_FOR_ALL, ...reader.visits, ...unlucky.visits] });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});
export { expect };

/** The seed opens with one book in each state that a shelf can have. */
function slugWhere(fits: (book: SeedBook) => boolean): string {
  const book = seedBooks.find(fits);
  if (!book) throw new Error('the seed has no such book');
  return book.slug;
}
const soldOut = slugWhere(({ stock, outOfPrint }) => stock === 0 && !outOfPrint);
const outOfPrint = slugWhere((book) => book.outOfPrint === true);
const announced = slugWhere((book) => book.onSaleFrom !== undefined);

const NO_ORDER = '20261122-000000';
const PAGES_FOR_ALL: Visit[] = [
  { name: 'home', by: 'newcomer', path: '/' },
  { name: 'results', by: 'newcomer', path: '/?q=데미안&category=world-novel&inStock=1&sort=price_low' },
  { name: 'a long list', by: 'newcomer', path: '/?sort=newest&page=2' },
  { name: 'no results', by: 'newcomer', path: '/?q=qzxqzxqzx' },
  { name: 'book', by: 'newcomer', path: '/books/demian' },
  { name: 'sold out book', by: 'newcomer', path: `/books/${soldOut}` },
  { name: 'book out of print', by: 'newcomer', path: `/books/${outOfPrint}` },
  { name: 'announced book', by: 'newcomer', path: `/books/${announced}` },
  { name: 'empty cart', by: 'newcomer', path: '/cart' },
  { name: 'empty checkout', by: 'newcomer', path: '/checkout' },
  { name: 'lookup', by: 'newcomer', path: '/orders/lookup' },
  {
    name: 'lookup of nothing',
    by: 'newcomer',
    path: '/orders/lookup',
    act: async ({ lookup }) => {
      await lookup.lookUp(NO_ORDER, 'nobody@example.com');
      await lookup.expectMiss(NO_ORDER, 'nobody@example.com');
    },
  },
  { name: 'help', by: 'newcomer', path: '/help' },
  { name: 'terms', by: 'newcomer', path: '/terms' },
  { name: 'privacy', by: 'newcomer', path: '/privacy' },
  { name: 'expired link', by: 'newcomer', path: '/orders/link-over' },
  { name: 'not found', by: 'newcomer', path: '/books/no-such-book', status: 404 },
];

const A_DAY_MS = 86_400_000;
const silence: Script = {
  charge: [{ kind: 'pending', succeeds: true, afterMs: A_DAY_MS }],
  void: [{ kind: 'timeout', applies: false }],
};

/** How the payments of the reader's orders go, by what their pages say in the end. */
const ENDS = {
  paid: { charge: [{ kind: 'paid' }] },
  declined: { charge: [{ kind: 'declined', code: 'insufficient_funds' }] },
  cancelled: { charge: [{ kind: 'declined', code: 'insufficient_funds' }] },
  refunding: { charge: [{ kind: 'paid' }], refund: [{ kind: 'pending', succeeds: true, afterMs: A_DAY_MS }] },
  refunded: { charge: [{ kind: 'paid' }] },
  review: { charge: [{ kind: 'wrong_amount', amountMinor: 100 }] },
  confirming: silence,
  stillChecking: silence,
  takingLong: silence,
  cancelRequested: silence,
} satisfies Partial<Record<ProgressText, Script>>;

/** An order in every state of its page, then a full cart. */
async function prepareReader({ browser, baseURL, records, simulator, takeBook }: Tools) {
  const context = await browser.newContext({ baseURL });
  const { request } = context;
  const page = await context.newPage();
  const { book, cart } = shopperAt(page);
  const bought = takeBook();
  await records.setCopies(seedBookId(bought.slug), 100);
  // The first visit makes the browser's buyer, and the cart is full once the last order has emptied it.
  await book.open(bought.slug);

  const numbers = new Map<string, string>();
  let quantity = 0;
  for (const [state, script] of Object.entries(ENDS)) {
    const paymentToken = await simulator.tokenFor(script);
    // Another quantity each time, so that the shop does not ask whether the same order is meant twice.
    quantity += 1;
    numbers.set(state, await orderByRequest(request, { book: bought, quantity, paymentToken }));
  }
  const numberOf = (state: keyof typeof ENDS) => numbers.get(state) ?? '';
  const settled = async (state: keyof typeof ENDS, status: AttemptStatus) =>
    expect
      .poll(async () => (await records.order(numberOf(state))).attempts[0]?.status, { message: state })
      .toBe(status);

  // In the future, so that it goes on confirming for as long as anybody looks.
  await records.setPaymentAge(numberOf('confirming'), -A_DAY_MS);
  await records.setPaymentAge(numberOf('stillChecking'), 15_000);
  await records.setPaymentAge(numberOf('takingLong'), 150_000);
  await records.setPaymentAge(numberOf('cancelRequested'), 15_000);
  await cancelByRequest(request, numberOf('cancelRequested'));
  await settled('cancelled', 'declined');
  await cancelByRequest(request, numberOf('cancelled'));
  for (const state of ['refunding', 'refunded'] as const) {
    await settled(state, 'paid');
    await cancelByRequest(request, numberOf(state));
  }
  await expect.poll(async () => (await records.order(numberOf('refunded'))).status).toBe('refunded');
  await settled('paid', 'paid');
  await settled('declined', 'declined');
  await settled('review', 'review');

  const wanted = takeBook();
  await book.open(wanted.slug);
  await book.addToCart();
  await expect(cart.link(1)).toBeVisible();
  const state = await context.storageState();
  await context.close();

  const { total } = priceOrder([{ unitPrice: wanted.salePrice, quantity: 1 }]);
  const visits: Visit[] = [
    { name: 'cart', by: 'reader', path: '/cart' },
    { name: 'checkout', by: 'reader', path: '/checkout' },
    {
      name: 'checkout with errors',
      by: 'reader',
      path: '/checkout',
      act: async ({ checkout, page }) => {
        await (await whenAlive(checkout.payButton(total))).click();
        await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
      },
    },
  ];
  for (const [name, number] of numbers) visits.push({ name, by: 'reader', path: `/orders/${number}` });
  visits.push({ name: 'receipt', by: 'reader', path: `/orders/${numberOf('paid')}/receipt` });
  return { state, visits };
}

/** Two books in the cart, of which one has become dearer and one is gone; at the checkout the other one goes, too. */
async function prepareUnlucky({ browser, baseURL, records, takeBook }: Tools) {
  const context = await browser.newContext({ baseURL });
  const { book, cart } = shopperAt(await context.newPage());
  const [dearer, gone] = [takeBook(), takeBook()];
  const [dearerId, goneId] = [seedBookId(dearer.slug), seedBookId(gone.slug)];
  await records.setCopies(dearerId, 10);
  await records.setCopies(goneId, 1);
  for (const [copies, { slug }] of [dearer, gone].entries()) {
    await book.open(slug);
    await book.addToCart();
    await expect(cart.link(copies + 1)).toBeVisible();
  }
  const price = dearer.salePrice + 5_000;
  await records.setPrice(dearerId, price);
  await records.setCopies(goneId, 0);
  const state = await context.storageState();
  await context.close();

  const { total } = priceOrder([{ unitPrice: price, quantity: 1 }]);
  const visits: Visit[] = [
    { name: 'changed cart', by: 'unlucky', path: '/cart' },
    {
      name: 'refused checkout',
      by: 'unlucky',
      path: '/checkout',
      act: async ({ checkout }) => {
        await checkout.fillIn('tok_paid');
        await records.setCopies(dearerId, 0);
        await checkout.payButton(total).click();
        await expect(checkout.notice).toHaveText(/./);
        await records.setCopies(dearerId, 10);
      },
    },
  ];
  return { state, visits };
}
