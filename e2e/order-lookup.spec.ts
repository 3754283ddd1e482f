import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { LookupPage } from './pages/lookup-page.ts';
import { OrderPage } from './pages/order-page.ts';
import { textsIn } from './pages/texts.ts';

const t = textsIn('ko');
/** As the checkout's page object fills it in. */
const EMAIL = 'reader@example.com';
const PHONE = '+82 10-1234-5678';
/** Misses within 15 minutes before the shop asks to wait. */
const PER_ORDER = 10;
const PER_ADDRESS = 30;

const at = (page: Page) => ({ lookup: new LookupPage(page, t), order: new OrderPage(page, t) });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`in another browser, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test('a guest finds the order by its number and a contact, and can come back to it', async ({
      browser,
      shopper,
      book,
    }) => {
      const number = await shopper.placeOrder(book, 'tok_paid');
      const elsewhere = await browser.newContext({ javaScriptEnabled });
      const page = await elsewhere.newPage();
      const { lookup, order } = at(page);

      await lookup.open();
      await lookup.lookUp(` ${number.toLowerCase().replace('-', ' ')}`, PHONE);
      expect(await order.arrive()).toBe(number);
      await order.open(number);
      await order.expectState('paid');
      await elsewhere.close();
    });
  });
}

test('every miss gets the same answer, keeps what was typed and puts none of it into an address', async ({
  shopper,
  anotherShopper,
  book,
}) => {
  const number = await shopper.placeOrder(book, 'tok_paid');
  const { page } = anotherShopper;
  const { lookup } = at(page);
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await lookup.open();
  for (const [typed, contact] of [
    [number, 'somebody@else.example'],
    ['20200101-000000', EMAIL],
    ['<my order>', 'me'],
  ] as const) {
    await lookup.lookUp(typed, contact);
    await lookup.expectMiss(typed, contact);
  }
  await expect(page).toHaveTitle(new RegExp(t('lookup.answer.not_found.title')));
  await expect(lookup.answer).toBeFocused();
  expect(addresses.filter((address) => /else|reader|20200101/.test(address))).toEqual([]);
  expect((await page.goto(`/orders/${number}`))?.status()).toBe(404);
});

test('an empty form names what is missing, beside the field and above', async ({ shopper }) => {
  const { lookup } = at(shopper.page);
  await lookup.open();
  await lookup.lookUp('', EMAIL);
  await lookup.answer.getByRole('link', { name: t('lookup.missing.number') }).click();
  await expect(lookup.number).toBeFocused();
  await expect(lookup.number).toHaveAccessibleDescription(new RegExp(t('lookup.missing.number')));
  await expect(lookup.contact).toHaveValue(EMAIL);
});

test('too many misses make everybody wait, right or wrong, and only so long', async ({
  browser,
  shopper,
  book,
  records,
}) => {
  const number = await shopper.placeOrder(book, 'tok_paid');
  const guesser = await browser.newContext();
  const { lookup, order } = at(await guesser.newPage());
  await lookup.open();
  for (let miss = 1; miss <= PER_ORDER; miss += 1) {
    await lookup.lookUp(number, `guess-${miss}@example.com`);
    await lookup.expectMiss(number, `guess-${miss}@example.com`);
  }
  for (const contact of ['one-more@example.com', EMAIL]) {
    await lookup.lookUp(number, contact);
    await expect(lookup.answer).toContainText(t('lookup.answer.limited.body', { n: 15 }));
  }
  // Who has the order's own cookie is not asked.
  await shopper.order.open(number);
  await shopper.order.expectState('paid');

  await records.endLookUpLimits();
  await lookup.lookUp(number, EMAIL);
  expect(await order.arrive()).toBe(number);
  await guesser.close();
});

test('an address that a client makes up is no way around the limit', async ({
  playwright,
  stack,
  records,
}) => {
  const api = await playwright.request.newContext({ baseURL: stack.shopUrl });
  const guess = async (index: number) => {
    const headers = { 'X-Forwarded-For': `198.51.100.${index}` };
    const data = { number: `20200101-${100_000 + index}`, contact: EMAIL };
    const answer = await api.post('/api/trpc/orders.lookUp', { headers, data });
    return (await answer.json()).result.data.kind;
  };
  await records.endLookUpLimits();
  for (let index = 0; index < PER_ADDRESS; index += 1) expect(await guess(index)).toBe('not_found');
  expect(await guess(PER_ADDRESS)).toBe('limited');
  await records.endLookUpLimits();
  await api.dispose();
});
