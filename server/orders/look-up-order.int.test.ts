import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orderAccess } from '#db/schema/mail.ts';
import { rateLimits } from '#db/schema/rate-limits.ts';
import { findBuyerByAccess } from '../access/find-buyer-by-access.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { lookUpOrder } from './look-up-order.ts';

const ADDRESS = '203.0.113.1';
const PER_ORDER = 10;
const PER_ADDRESS = 30;

let shop: TestShop;
let order: Awaited<ReturnType<TestShop['place']>>['order'];
beforeAll(async () => {
  shop = await openTestShop();
  ({ order } = await shop.place(await shop.addBook({ copies: 10 })));
});
beforeEach(async () => {
  await shop.db.delete(rateLimits);
  await shop.db.delete(orderAccess);
});
afterAll(() => shop.close());

const lookUp = (number: string, contact: string, address = ADDRESS) =>
  lookUpOrder(shop.ctx, { number, contact }, address);
const find = (address?: string) => lookUp(order.number, order.email, address);
const miss = (address?: string) => lookUp(order.number, 'somebody@else.example', address);

async function times<T>(count: number, call: (index: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await call(index));
  return answers;
}

/** As if so many seconds had gone by. */
async function letWindowsAge(seconds: number): Promise<void> {
  await shop.db.update(rateLimits).set({ expire: sql`expire - make_interval(secs => ${seconds})` });
}

describe('a guest who knows the order number and the contact', () => {
  test.each([
    ['the e-mail address', () => order.email],
    ['the phone number', () => order.phone],
    ['the phone number as people abroad write it', () => order.phone.replace(/^0/, '+82 ')],
  ])('finds the order by %s', async (_, contact) => {
    expect(await lookUp(order.number, contact())).toMatchObject({ kind: 'found', number: order.number });
  });

  test('finds it however the number was copied', async () => {
    expect(await lookUp(` ${order.number.toLowerCase().replace('-', '')} `, order.email)).toMatchObject({
      kind: 'found',
      number: order.number,
    });
  });

  test('gets a secret that opens this order, and a new one in each browser', async () => {
    const [first, second] = await times(2, () => find());
    if (first?.kind !== 'found' || second?.kind !== 'found') throw new Error('not found');
    expect(first.accessSecret).not.toBe(second.accessSecret);
    for (const { accessSecret } of [first, second])
      expect(await findBuyerByAccess(shop.ctx, order.number, accessSecret)).toBe(order.buyerId);
  });
});

describe('every miss', () => {
  const MISSES: Record<string, () => [number: string, contact: string]> = {
    'an unknown number': () => ['20200101-000000', order.email],
    'another’s contact': () => [order.number, 'somebody@else.example'],
    'both wrong': () => ['20200101-000001', 'somebody@else.example'],
    'what cannot be a number': () => ['my order', order.email],
    'what cannot be a contact': () => [order.number.toLowerCase(), '\0'],
    'nothing at all': () => ['', ''],
  };

  test.each(Object.entries(MISSES))('gets the same answer after the same work: %s', async (_, typed) => {
    const statements: string[] = [];
    shop.db.$client.options.debug = (_connection, statement) => void statements.push(statement);
    const answer = await lookUp(...typed());
    shop.db.$client.options.debug = false;

    expect(answer).toEqual({ kind: 'not_found' });
    expect(statements.map((statement) => statement.split(' ', 1)[0])).toEqual([
      ...['insert', 'delete'], // the first try from this address
      ...['insert', 'delete'], // the first try for this number
      'select',
    ]);
    expect(await shop.db.$count(orderAccess)).toBe(0);
  });
});

describe('misses are limited', () => {
  test(`to ${PER_ORDER} for one order, wherever they come from`, async () => {
    await times(PER_ORDER, (index) => miss(`198.51.100.${index}`));
    expect(await miss()).toMatchObject({ kind: 'limited' });
  });

  test(`to ${PER_ADDRESS} from one address, whichever orders they ask for`, async () => {
    const answers = await times(PER_ADDRESS + 1, (index) => lookUp(`20200101-${100_000 + index}`, 'x'));
    expect(answers.map(({ kind }) => kind)).toEqual([...Array(PER_ADDRESS).fill('not_found'), 'limited']);
    expect(await find('203.0.113.2')).toMatchObject({ kind: 'found' });
  });

  test('to one network of IPv6, of which each subscriber has 2^64 addresses', async () => {
    await times(PER_ADDRESS, (index) => lookUp(`20200101-${100_000 + index}`, 'x', `2001:db8::${index}`));
    expect(await find('2001:db8::ffff')).toMatchObject({ kind: 'limited' });
    expect(await find('2001:db8:0:1::1')).toMatchObject({ kind: 'found' });
  });

  test('and the refusal is the same whether the details were right', async () => {
    await times(PER_ORDER, () => miss());
    const wrong = await miss();
    expect(wrong).toEqual({ kind: 'limited', retryAfterS: expect.any(Number) });
    expect(Object.keys(await find())).toEqual(Object.keys(wrong));
    expect(await find()).toMatchObject({ kind: 'limited' });
    expect(await shop.db.$count(orderAccess)).toBe(0);
  });

  test('for 15 minutes from the first of them, which the refusal says', async () => {
    await miss();
    await letWindowsAge(10 * 60);
    await times(PER_ORDER - 1, () => miss());
    const refused = await miss();
    if (refused.kind !== 'limited') throw new Error(refused.kind);
    expect(refused.retryAfterS).toBeGreaterThan(4 * 60);
    expect(refused.retryAfterS).toBeLessThanOrEqual(5 * 60);

    await letWindowsAge(refused.retryAfterS);
    expect(await find()).toMatchObject({ kind: 'found' });
  });

  test('but what is found does not count', async () => {
    const answers = await times(PER_ADDRESS + 5, () => find());
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['found']));
    await times(PER_ORDER - 1, () => miss());
    expect(await find()).toMatchObject({ kind: 'found' });
  });

  test('also when 50 come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => miss()));
    expect(answers.filter(({ kind }) => kind === 'not_found')).toHaveLength(PER_ORDER);
    expect(answers.filter(({ kind }) => kind === 'limited')).toHaveLength(50 - PER_ORDER);
  });
});

test('windows that have ended do not pile up', async () => {
  await times(5, (index) => lookUp(`20200101-${100_000 + index}`, 'x'));
  await letWindowsAge(15 * 60);
  await lookUp('20200101-200000', 'x', '203.0.113.2');
  expect(await shop.db.$count(rateLimits)).toBe(2);
});

test('without a database to count in nothing is looked up', async () => {
  const away = await openTestShop();
  await away.close();
  await expect(
    lookUpOrder(away.ctx, { number: order.number, contact: order.email }, ADDRESS),
  ).rejects.toThrow();
});
