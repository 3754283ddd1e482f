import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AttemptId } from '#server/kernel/ids.ts';
import { answers, ScriptedGateway } from '#server/testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '#server/testing/test-shop.ts';
import { inngest } from '../client.ts';
import { createDrive, type Drive } from '../embedded/testing/drive.ts';
import { functions } from '../index.ts';

const wired = vi.hoisted((): { app?: unknown } => ({}));
vi.mock('#server/compose.ts', () => ({ composeApp: () => wired.app }));

let shop: TestShop;
let drive: Drive;
let gateway: ScriptedGateway;
beforeAll(async () => {
  shop = await openTestShop();
  wired.app = { ctx: shop.ctx, adminPassword: null };
  shop.ctx.publisher = { publish: async (events) => void (await inngest.send([...events])) };
  drive = await createDrive({ client: inngest, functions, databaseUrl: shop.databaseUrl });
});
beforeEach(() => {
  gateway = new ScriptedGateway();
  shop.ctx.gateway = gateway;
});
afterAll(async () => {
  await drive.stop();
  await shop.close();
});

/** Lets time go by for the workflow and for the row it follows, one wait at a time. */
async function pass(attemptId: AttemptId, ...waits: number[]) {
  for (const wait of waits) {
    await shop.letTimePass(attemptId, wait);
    await drive.advance(wait);
  }
}

async function place() {
  const bookId = await shop.addBook({ copies: 1 });
  const placed = await shop.place(bookId);
  return { bookId, ...placed };
}

/** The workflow starts as soon as the order is committed; this waits until its first step is through. */
async function workUntil(reached: () => Promise<boolean>) {
  await vi.waitFor(async () => {
    await drive.runUntilIdle();
    expect(await reached()).toBe(true);
  });
}

describe('the workflow of a payment', () => {
  // First in this file: it compares the engine's clock with the database's, which later tests set apart.
  test('never wakes before the time has come: not for a check, not for the end of the retry window', async () => {
    gateway.plan.charge.push(answers.declined, answers.timeout);
    const refused = await place();
    await workUntil(async () => (await shop.attempt(refused.attemptId)).status === 'declined');
    const { retryUntil } = await shop.orderOf(refused.attemptId);
    const unsure = await place();
    await workUntil(async () => (await shop.attempt(unsure.attemptId)).status === 'unknown');
    const { nextCheckAt } = await shop.attempt(unsure.attemptId);
    await vi.waitFor(async () => {
      await drive.runUntilIdle();
      const naps = await shop.db.execute<{ name: string; wake_at: string }>(
        sql`select name, wake_at from inngest_embedded.steps where kind = 'sleep'`,
      );
      const wakes = Object.fromEntries(naps.map((nap) => [nap.name, Date.parse(nap.wake_at)]));
      expect(wakes['retry-window']).toBeGreaterThanOrEqual(retryUntil?.getTime() ?? Number.NaN);
      expect(wakes['wait-1']).toBeGreaterThanOrEqual(nextCheckAt?.getTime() ?? Number.NaN);
    });
    gateway.plan.findByKey.push(answers.paid(20_000));
    await pass(unsure.attemptId, 3_000);
    expect((await shop.orderOf(unsure.attemptId)).status).toBe('confirmed');
  });

  test('starts by itself after the commit, charges once and ends', async () => {
    gateway.plan.charge.push(answers.paid(20_000));
    const { attemptId } = await place();
    await workUntil(async () => (await shop.orderOf(attemptId)).status === 'confirmed');
    expect(gateway.charges).toHaveLength(1);
  });

  test('re-sends the same key after "nothing happened", each time a little later', async () => {
    gateway.plan.charge.push(answers.notProcessed, answers.notProcessed, answers.paid(20_000));
    const { attemptId } = await place();
    await workUntil(async () => gateway.charges.length === 1);
    await drive.advance(2_000);
    expect(gateway.charges).toHaveLength(2);
    await drive.advance(4_000);
    expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
    expect(new Set(gateway.charges.map((charge) => charge.key)).size).toBe(1);
  });

  test('no answer: asks after 2, 4, 8, 16 and 30 s, fences at 90 s, and gives the stock back after the window', async () => {
    gateway.plan.charge.push(answers.timeout);
    gateway.plan.findByKey.push(...Array(5).fill(answers.notFound));
    gateway.plan.voidByKey.push(answers.voided);
    const { attemptId, bookId } = await place();
    await workUntil(async () => (await shop.attempt(attemptId)).status === 'unknown');

    await pass(attemptId, 2_000, 4_000, 8_000, 16_000, 30_000);
    expect(gateway.questions).toHaveLength(5);
    expect((await shop.attempt(attemptId)).status).toBe('unknown');

    await pass(attemptId, 30_000);
    expect((await shop.attempt(attemptId)).status).toBe('not_charged');
    expect((await shop.orderOf(attemptId)).status).toBe('placed');

    await pass(attemptId, 600_000);
    expect(await shop.story(attemptId)).toEqual([
      'attempt - -> created',
      'attempt created -> sending',
      'attempt sending -> unknown',
      'attempt unknown -> fencing',
      'attempt fencing -> not_charged',
      'order placed -> cancelled',
    ]);
    expect(await shop.available(bookId)).toBe(1);
    expect(gateway.charges).toHaveLength(1);
  });

  test('an event that was lost is found by the relay, one that is doubled charges once', async () => {
    const publish = shop.ctx.publisher;
    shop.ctx.publisher = { publish: () => Promise.reject(new Error('the engine is away')) };
    const { attemptId } = await place();
    shop.ctx.publisher = publish;
    gateway.plan.charge.push(answers.paid(20_000));
    await drive.advance(60_000);
    await workUntil(async () => (await shop.orderOf(attemptId)).status === 'confirmed');

    const { orderId } = await shop.attempt(attemptId);
    await drive.send({ name: 'order/placed', data: { orderId, attemptId } });
    expect(gateway.charges).toHaveLength(1);
  });

  test('a run that was lost is replaced by the sweeper', async () => {
    const publish = shop.ctx.publisher;
    shop.ctx.publisher = { publish: async () => {} };
    const { attemptId } = await place();
    await vi.waitFor(async () => expect(await shop.owedEvents()).toBe(0));
    shop.ctx.publisher = publish;
    gateway.plan.charge.push(answers.paid(20_000));
    await pass(attemptId, 60_000);
    await workUntil(async () => (await shop.orderOf(attemptId)).status === 'confirmed');
  });
});
