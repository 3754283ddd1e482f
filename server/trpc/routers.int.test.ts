import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderLinks } from '#db/schema/mail.ts';
import { orders } from '#db/schema/orders.ts';
import { issueAdminSession } from '../access/admin-session.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import type { BookId } from '../kernel/ids.ts';
import { orderFor } from '../testing/order-request.ts';
import { answers, ScriptedGateway } from '../testing/scripted-gateway.ts';
import { newBuyer, openTestShop, type TestShop } from '../testing/test-shop.ts';
import { ADMIN_COOKIE, accessCookie, BUYER_COOKIE, createRequestContext } from './init.ts';
import { appRouter } from './root.ts';

const PASSWORD = 'a-password-for-tests';
let shop: TestShop;
let bookId: BookId;
beforeAll(async () => {
  shop = await openTestShop();
  bookId = await shop.addBook({ copies: 100 });
});
afterAll(() => shop.close());

function callAs(cookies: Record<string, string>, adminPassword: string | null = PASSWORD) {
  const set: Record<string, string> = {};
  const context = createRequestContext(
    { ctx: shop.ctx, adminPassword },
    { get: (name) => cookies[name], set: ({ name, value }) => Object.assign(set, { [name]: value }) },
    '203.0.113.1',
  );
  return { api: appRouter.createCaller(context), set };
}

const asNobody = () => callAs({}).api;
const asBuyer = (buyerId: string = newBuyer()) => callAs({ [BUYER_COOKIE]: buyerId }).api;
const asAdmin = () => callAs({ [ADMIN_COOKIE]: issueAdminSession(PASSWORD, new Date()) }).api;

describe('who may call what', () => {
  const number = '20261122-7F3K9Q';
  const attemptId = randomUUID();
  type Api = ReturnType<typeof asNobody>;
  /** One call of every procedure; a new procedure without a line here fails the last test. */
  const CALLS: Record<
    string,
    { for: 'everybody' | 'buyer' | 'admin'; call: (api: Api) => Promise<unknown> }
  > = {
    'catalog.list': { for: 'everybody', call: (api) => api.catalog.list({}) },
    'catalog.book': { for: 'everybody', call: (api) => api.catalog.book({ slug: `book-${bookId}` }) },
    'catalog.shelves': { for: 'everybody', call: (api) => api.catalog.shelves() },
    'catalog.similar': { for: 'everybody', call: (api) => api.catalog.similar({ slug: `book-${bookId}` }) },
    'catalog.sitemapPart': { for: 'everybody', call: (api) => api.catalog.sitemapPart({ part: 0 }) },
    'cart.view': { for: 'buyer', call: (api) => api.cart.view() },
    'cart.add': { for: 'buyer', call: (api) => api.cart.add({ bookId, quantity: 1 }) },
    'cart.addOrder': { for: 'buyer', call: (api) => api.cart.addOrder({ number }) },
    'cart.count': { for: 'buyer', call: (api) => api.cart.count() },
    'cart.setQuantity': { for: 'buyer', call: (api) => api.cart.setQuantity({ bookId, quantity: 0 }) },
    'cart.saveForLater': { for: 'buyer', call: (api) => api.cart.saveForLater({ bookId }) },
    'cart.moveToCart': { for: 'buyer', call: (api) => api.cart.moveToCart({ bookId }) },
    'cart.acknowledge': { for: 'buyer', call: (api) => api.cart.acknowledge() },
    'orders.place': { for: 'buyer', call: (api) => api.orders.place(orderFor([{ bookId, quantity: 1 }])) },
    'orders.byClientKey': {
      for: 'buyer',
      call: (api) => api.orders.byClientKey({ clientKey: randomUUID() }),
    },
    'orders.view': { for: 'buyer', call: (api) => api.orders.view({ number }) },
    'orders.progress': { for: 'buyer', call: (api) => api.orders.progress({ number }) },
    'orders.cancel': { for: 'buyer', call: (api) => api.orders.cancel({ number }) },
    'orders.retryPayment': {
      for: 'buyer',
      call: (api) => api.orders.retryPayment({ number, afterAttempt: 1, paymentToken: 'tok_paid' }),
    },
    'orders.openLink': { for: 'everybody', call: (api) => api.orders.openLink({ token: 'unknown' }) },
    'orders.lookUp': {
      for: 'everybody',
      call: (api) => api.orders.lookUp({ number, contact: 'reader@example.com' }),
    },
    'admin.login': { for: 'everybody', call: (api) => api.admin.login({ password: PASSWORD }) },
    'admin.cases': { for: 'admin', call: (api) => api.admin.cases() },
    'admin.pendingPayments': { for: 'admin', call: (api) => api.admin.pendingPayments() },
    'admin.mails': { for: 'admin', call: (api) => api.admin.mails() },
    'admin.refundOrder': {
      for: 'admin',
      call: (api) => api.admin.refundOrder({ number, reason: 'the parcel was lost', restock: false }),
    },
    'admin.takeReview': { for: 'admin', call: (api) => api.admin.takeReview({ attemptId }) },
    'admin.checkNow': { for: 'admin', call: (api) => api.admin.checkNow({ attemptId }) },
  };
  const REFUSED = ['PRECONDITION_FAILED', 'UNAUTHORIZED'];

  async function isRefused(call: Promise<unknown>): Promise<boolean> {
    return call.then(
      () => false,
      (error: { code: string }) => REFUSED.includes(error.code),
    );
  }

  test.each(Object.entries(CALLS))('%s', async (_path, { for: role, call }) => {
    expect(await isRefused(call(asNobody()))).toBe(role !== 'everybody');
    expect(await isRefused(call(asBuyer()))).toBe(role === 'admin');
    if (role === 'admin') expect(await isRefused(call(asAdmin()))).toBe(false);
  });

  test('every procedure has its line in this matrix', () => {
    expect(Object.keys(appRouter._def.procedures).sort()).toEqual(Object.keys(CALLS).sort());
  });

  test('an order is not there for another buyer', async () => {
    const { order } = await shop.place(bookId);
    await expect(asBuyer().orders.view({ number: order.number })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      asBuyer().orders.retryPayment({ number: order.number, afterAttempt: 1, paymentToken: 'tok_paid' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an order is there for another browser that opened its link once, also to pay again', async () => {
    const { order } = await shop.place(bookId);
    const other = await shop.place(bookId);
    const token = newSecret();
    await shop.db.insert(orderLinks).values({
      tokenHash: hashSecret(token),
      orderId: order.id,
      expiresAt: new Date(Date.now() + 60_000),
    });
    const browser = { [BUYER_COOKIE]: newBuyer() };
    const { api, set } = callAs(browser);
    expect(await api.orders.openLink({ token })).toEqual({ number: order.number });
    expect(Object.keys(set)).toEqual([accessCookie(order.number)]);
    expect(await api.orders.openLink({ token })).toBeNull();

    const opened = callAs({ ...browser, ...set }).api;
    expect(await opened.orders.openLink({ token })).toEqual({ number: order.number });
    const { number } = order;
    expect(await opened.orders.view({ number })).toMatchObject({ progress: { number } });
    expect(await opened.orders.progress({ number })).toMatchObject({ number });
    expect(
      await opened.orders.retryPayment({ number, afterAttempt: 1, paymentToken: 'tok_paid' }),
    ).toMatchObject({ kind: 'not_possible', reason: 'still_checking' });
    await expect(opened.orders.view({ number: other.order.number })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const forged = { ...browser, [accessCookie(other.order.number)]: set[accessCookie(number)] ?? '' };
    await expect(callAs(forged).api.orders.view({ number: other.order.number })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  /** Every way to ask for an order by its number, for somebody who knows only that. */
  const BY_NUMBER: Record<string, (api: Api, number: string) => Promise<unknown>> = {
    'orders.view': (api, number) => api.orders.view({ number }),
    'orders.progress': (api, number) => api.orders.progress({ number }),
    'orders.cancel': (api, number) => api.orders.cancel({ number }),
    'orders.retryPayment': (api, number) =>
      api.orders.retryPayment({ number, afterAttempt: 1, paymentToken: 'tok_paid' }),
    'cart.addOrder': (api, number) => api.cart.addOrder({ number }),
    'orders.lookUp': async (api, number) => {
      const answer = await api.orders.lookUp({ number, contact: 'somebody@else.example' });
      if (answer.kind === 'not_found') throw Object.assign(new Error('not found'), { code: 'NOT_FOUND' });
    },
  };

  test.each(Object.entries(BY_NUMBER))('the number alone opens no order: %s', async (_path, call) => {
    const { order } = await shop.place(bookId);
    const { api, set } = callAs({ [BUYER_COOKIE]: newBuyer() });
    await expect(call(api, order.number)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(set).toEqual({});
  });

  test('no other procedure of shoppers takes an order number', () => {
    const takesNumber = (procedure: unknown) => {
      const inputs: { shape?: object }[] = Object(procedure)._def.inputs;
      return inputs.some(({ shape = {} }) => 'number' in shape);
    };
    const takers = Object.entries(appRouter._def.procedures)
      .filter(([path, procedure]) => CALLS[path]?.for !== 'admin' && takesNumber(procedure))
      .map(([path]) => path);
    expect(takers.sort()).toEqual(Object.keys(BY_NUMBER).sort());
  });

  test('the number and the contact open this order in another browser, and no other one', async () => {
    const { order, buyerId } = await shop.place(bookId);
    const other = await shop.place(await shop.addBook({ copies: 1 }), {}, buyerId);
    const browser = { [BUYER_COOKIE]: newBuyer() };
    const { api, set } = callAs(browser);
    const { number } = order;
    expect(await api.orders.lookUp({ number, contact: order.email })).toEqual({ kind: 'found', number });
    expect(Object.keys(set)).toEqual([accessCookie(number)]);

    const opened = callAs({ ...browser, ...set }).api;
    expect(await opened.orders.view({ number })).toMatchObject({ progress: { number } });
    await expect(opened.orders.view({ number: other.order.number })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('a browser that opened an order by its link orders again with its own cart', async () => {
    const { order, buyerId } = await shop.place(bookId);
    await shop.db.update(orders).set({ status: 'confirmed' }).where(eq(orders.id, order.id));
    const token = newSecret();
    await shop.db.insert(orderLinks).values({
      tokenHash: hashSecret(token),
      orderId: order.id,
      expiresAt: new Date(Date.now() + 60_000),
    });
    const browser = { [BUYER_COOKIE]: newBuyer() };
    const { api, set } = callAs(browser);
    await api.orders.openLink({ token });
    expect(await callAs({ ...browser, ...set }).api.cart.addOrder({ number: order.number })).toMatchObject({
      kind: 'added',
    });
    expect(await api.cart.count()).toEqual({ copies: 1 });
    expect(await asBuyer(buyerId).cart.count()).toEqual({ copies: 0 });
  });

  test('without ADMIN_PASSWORD there is no admin', async () => {
    const { api } = callAs({}, null);
    await expect(api.admin.login({ password: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(api.admin.pendingPayments()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the password opens, a wrong one does not, and the cookie holds a session', async () => {
    const { api, set } = callAs({});
    await expect(api.admin.login({ password: 'wrong' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(set).toEqual({});
    await api.admin.login({ password: PASSWORD });
    expect(await callAs(set).api.admin.pendingPayments()).toMatchObject({ waiting: expect.any(Number) });
  });
});

describe('bad input to orders.place: a clear error, nothing written', () => {
  const good = () => orderFor([{ bookId, quantity: 1 }]);
  const contact = (change: object) => ({ contact: { ...good().contact, ...change } });
  const BAD: Record<string, object> = {
    'an empty cart': { lines: [] },
    'quantity 0': { lines: [{ bookId, quantity: 0 }] },
    'quantity -1': { lines: [{ bookId, quantity: -1 }] },
    'quantity 1.5': { lines: [{ bookId, quantity: 1.5 }] },
    'quantity 1,000,000': { lines: [{ bookId, quantity: 1_000_000 }] },
    'quantity as text': { lines: [{ bookId, quantity: '1' }] },
    'a book id that is none': { lines: [{ bookId: "'; drop table orders; --", quantity: 1 }] },
    'more lines than an order holds': {
      lines: Array.from({ length: 51 }, () => ({ bookId: randomUUID(), quantity: 1 })),
    },
    'a key of 300 characters': { clientKey: 'k'.repeat(300) },
    'a key of 3 characters': { clientKey: 'abc' },
    'a key with a line break': { clientKey: 'aaaaaaaaaaaaaaaa\nbbbb' },
    'no key': { clientKey: undefined },
    'a negative total': { expectedTotal: -1 },
    'a total of 0': { expectedTotal: 0 },
    'a huge total': { expectedTotal: Number.MAX_SAFE_INTEGER },
    'a total that is not a number': { expectedTotal: Number.NaN },
    'an address that is no e-mail': contact({ email: 'reader' }),
    'a very long e-mail': contact({ email: `${'a'.repeat(300)}@example.com` }),
    'a phone number of letters': contact({ phone: 'call me' }),
    'a name of spaces': contact({ recipient: '   ' }),
    'a postcode of 4 digits': contact({ postcode: '1234' }),
    'an address of 10,000 characters': contact({ address1: '가'.repeat(10_000) }),
    'a token that is none': { paymentToken: '4111111111111111' },
    'another language': { locale: 'fr' },
  };

  test.each(Object.entries(BAD))('%s', async (_name, change) => {
    const before = await shop.countRows();
    // What arrives over the wire has no type: the schema under test is what gives it one.
    const input = { ...good(), ...change } as ReturnType<typeof good>;
    await expect(asBuyer().orders.place(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await shop.countRows()).toEqual(before);
  });

  test('a key that was used for another content is a conflict with its own code', async () => {
    const buyer = newBuyer();
    const first = good();
    await asBuyer(buyer).orders.place(first);
    const other = { ...first, paymentToken: 'tok_paid' };
    await expect(asBuyer(buyer).orders.place(other)).rejects.toMatchObject({
      code: 'CONFLICT',
      cause: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  test('a repeated request answers with its order, and a lost answer can be asked for by key', async () => {
    const api = asBuyer();
    const input = good();
    expect(await api.orders.byClientKey({ clientKey: input.clientKey })).toBeNull();
    const placed = await api.orders.place(input);
    const number = placed.kind === 'placed' ? placed.orderNumber : '';
    expect(await api.orders.byClientKey({ clientKey: input.clientKey })).toEqual({ orderNumber: number });
    expect(await asBuyer().orders.byClientKey({ clientKey: input.clientKey })).toBeNull();
  });
});

describe('the admin’s list', () => {
  test('shows unfinished payments, oldest first, and a check settles one', async () => {
    const gateway = new ScriptedGateway();
    shop.ctx.gateway = gateway;
    const { attemptId, order } = await shop.place(bookId);
    await shop.letTimePass(attemptId, 86_400_000);
    gateway.plan.charge.push(answers.timeout);
    gateway.plan.findByKey.push(answers.paid(order.total));
    const { chargeAttempt } = await import('../payments/charge-attempt.ts');
    await chargeAttempt(shop.ctx, attemptId);

    const { payments } = await asAdmin().admin.pendingPayments();
    expect(payments[0]).toMatchObject({
      attemptId,
      orderNumber: order.number,
      status: 'unknown',
      lastResult: 'timeout',
      maskedEmail: 'r****r@example.com',
    });
    expect(await asAdmin().admin.checkNow({ attemptId })).toMatchObject({ status: 'paid' });
    const after = await asAdmin().admin.pendingPayments();
    expect(after.payments.map((payment) => payment.attemptId)).not.toContain(attemptId);
  });

  test('a payment that is not there is a clear error', async () => {
    await expect(asAdmin().admin.checkNow({ attemptId: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
