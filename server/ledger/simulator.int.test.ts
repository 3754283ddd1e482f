import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { connectDatabase } from '#db/client.ts';
import { cases } from '#db/schema/ledger.ts';
import { refunds } from '#db/schema/refunds.ts';
import { type Gateway, startGateway } from '../../gateway/server.ts';
import { testConfig } from '../../gateway/testing/test-gateway.ts';
import type { Ctx } from '../context.ts';
import { chargeAttempt } from '../payments/charge-attempt.ts';
import { createHttpGateway } from '../payments/gateway/http-gateway.ts';
import { advanceRefund } from '../refunds/advance-refund.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { reconcile } from './reconcile.ts';

const TOTAL = 20_000;
const MINUTE_MS = 60_000;

let shop: TestShop;
let simulator: Gateway;
let dataDir: string;
beforeEach(async () => {
  shop = await openTestShop();
  dataDir = await mkdtemp(path.join(tmpdir(), 'ledger-test-'));
  simulator = await startGateway(testConfig(dataDir));
  shop.ctx.gateway = createHttpGateway({
    baseUrl: simulator.url,
    apiKey: testConfig(dataDir).apiKey,
    timeScale: 1,
  });
});
afterEach(async () => {
  await simulator.stop();
  await shop.close();
  await rm(dataDir, { recursive: true });
});

/** Speaks to the simulator's control plane. */
async function sim(method: 'GET' | 'PUT' | 'POST', call: string, body?: object): Promise<unknown> {
  const response = await fetch(`${simulator.controlUrl}/_sim/${call}`, {
    method,
    headers: { authorization: `Bearer ${testConfig(dataDir).controlKey}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${call}: ${await response.text()}`);
  return response.json();
}

/** What an order really cost in the end, in won, by the provider's own books. */
async function netOf(orderId: string): Promise<number> {
  const truth = z.object({ orders: z.array(z.object({ net_minor: z.number() })) });
  const { orders } = truth.parse(await sim('GET', `truth?merchant_order_id=${orderId}`));
  return orders[0]?.net_minor ?? 0;
}

/** An order that was charged once, steered by a script or, without one, paid at once. */
async function order(script: object = {}) {
  const { attempt } = await shop.place(await shop.addBook({ copies: 1 }), { paymentToken: 'tok_paid' });
  await sim('PUT', 'scripts', { target: { merchantOrderId: attempt.orderId }, ...script });
  await chargeAttempt(shop.ctx, attempt.id);
  return attempt;
}

async function openKinds(db: Ctx['db'] = shop.db): Promise<string[]> {
  const open = await db.select().from(cases).where(eq(cases.status, 'open'));
  return open.map(({ kind, details }) => `${kind} ${details.key}`).sort();
}

test('a day with every kind of difference: one case each, and the surplus goes back', async () => {
  for (let n = 0; n < 3; n++) await order();
  const lost = await order({ charge: [{ kind: 'error', status: 500, applies: true }] });
  const late = await order({ posting: [{ kind: 'late', afterMs: 50 * MINUTE_MS }] });
  const doubled = await order({ charge: [{ kind: 'paid_twice' }] });
  const wrong = await order({ charge: [{ kind: 'wrong_amount', amountMinor: 5 }] });
  const reversed = await order({
    charge: [{ kind: 'pending', afterMs: MINUTE_MS }],
    void: [{ kind: 'pending', ends: 'reversed' }],
  });
  await shop.ctx.gateway.voidByKey(reversed.providerKey);
  await sim('POST', 'clock/step', { ms: MINUTE_MS });
  await sim('POST', 'ledger', {
    ...{ type: 'charge', key: 'ghost', paymentId: 'pay_ghost' },
    ...{ merchantOrderId: 'nobody', amountMinor: 5 },
  });

  const first = await reconcile(shop.ctx);
  const expected = ['orphan ghost', `amount ${wrong.providerKey}`, `double ${doubled.providerKey}`].sort();
  expect(await openKinds()).toEqual(expected);
  expect(first).toMatchObject({ lines: 10, matched: 7, casesOpened: 3, refundsStarted: 1, complete: true });
  expect((await shop.attempt(lost.id)).status).toBe('paid');
  expect((await shop.attempt(reversed.id)).status).toBe('pending');

  await sim('POST', 'clock/step', { ms: 60 * MINUTE_MS });
  expect(await reconcile(shop.ctx)).toMatchObject({ lines: 1, matched: 1, casesOpened: 0 });
  expect((await shop.orderOf(late.id)).status).toBe('confirmed');
  expect(await reconcile(shop.ctx, { from: new Date(0) })).toMatchObject({ lines: 11, casesOpened: 0 });

  const given = await shop.db.select().from(refunds);
  expect(given).toMatchObject([{ reason: 'surplus', attemptId: doubled.id }]);
  for (const { id } of given) await advanceRefund(shop.ctx, id);
  expect(await netOf(doubled.orderId)).toBe(TOTAL);
  expect(await reconcile(shop.ctx)).toMatchObject({ lines: 1, matched: 1, casesResolved: 1 });
  expect(await openKinds()).toEqual(expected.filter((kind) => !kind.startsWith('double')));
});

test('after the database went back to an old copy, a run names every payment the copy forgot, and only those', async () => {
  for (let n = 0; n < 3; n++) await order();
  const known = await shop.place(await shop.addBook({ copies: 1 }), { paymentToken: 'tok_unknown_paid' });
  const copy = await copyDatabase();
  try {
    await chargeAttempt(shop.ctx, known.attemptId);
    const forgotten = [await order(), await order(), await order(), await order()];
    await reconcile(shop.ctx);
    expect(await openKinds()).toEqual([]);

    const restored = { ...shop.ctx, db: copy.db };
    const named = [known.attempt, ...forgotten]
      .map(({ providerKey }) => `missing_here ${providerKey}`)
      .sort();
    expect(await reconcile(restored)).toMatchObject({ matched: 3, casesOpened: 5, complete: true });
    expect(await openKinds(copy.db)).toEqual(named);
    expect(await reconcile(restored, { from: new Date(0) })).toMatchObject({ lines: 8, casesOpened: 0 });

    // The copy still owes this charge: sent again under its key, the provider tells of the payment it has.
    await chargeAttempt(restored, known.attemptId);
    expect(await reconcile(restored)).toMatchObject({ casesResolved: 1 });
    expect(await netOf(known.attempt.orderId)).toBe(TOTAL);
  } finally {
    await copy.drop();
  }
});

/** The shop's database as it is now, under another name. */
async function copyDatabase() {
  const source = new URL(shop.databaseUrl).pathname.slice(1);
  const name = `${source.slice(0, 50)}_copy`;
  const admin = postgres(inject('testClusterUrl'), { max: 1, onnotice: () => {} });
  // PostgreSQL copies only a database that nobody is connected to.
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${source}`;
  await admin`create database ${admin(name)} template ${admin(source)}`;
  const url = new URL(shop.databaseUrl);
  url.pathname = `/${name}`;
  const { db, close } = connectDatabase(url.href, 4);
  return {
    db,
    async drop() {
      await close();
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}
