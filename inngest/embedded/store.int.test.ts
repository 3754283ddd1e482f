import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing/test-database.ts';
import { finishStep, insertRun, inTransaction, readRunningRun, saveStep } from './store.ts';

const now = new Date('2026-01-01T00:00:00Z');

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('a finished step is never changed again, by whatever comes late', async () => {
  const event = { id: 'e', name: 'go', data: {}, ts: 0 };
  const step = { id: 's', name: 'step', kind: 'run' as const, attempt: 0, wakeAt: now };
  await inTransaction(pool, async (tx) => {
    await insertRun(tx, { id: 'r', functionId: 'f', event, wakeAt: now }, now);
    expect(await saveStep(tx, 'r', { ...step, memo: { data: 'first' } })).toBe(true);
    expect(await saveStep(tx, 'r', { ...step, memo: { data: 'second' } })).toBe(false);
    expect(await saveStep(tx, 'r', { ...step, attempt: 1 })).toBe(false);
    expect(await finishStep(tx, 'r', 's', null)).toBe(false);
  });
  const run = await readRunningRun(pool, 'r');
  expect(run?.steps).toMatchObject([{ finished: true, attempt: 0, memo: { data: 'first' } }]);
});

test('two transactions that block each other both come through', async () => {
  await pool.query(`create table public.locks (id int primary key, n int default 0)`);
  await pool.query('insert into public.locks (id) values (1), (2)');
  const firstLocked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const add = (own: number, other: number) =>
    inTransaction(pool, async (tx) => {
      await tx.query('update public.locks set n = n + 1 where id = $1', [own]);
      firstLocked[own - 1]?.resolve();
      await firstLocked[other - 1]?.promise;
      await tx.query('update public.locks set n = n + 1 where id = $1', [other]);
    });
  await Promise.all([add(1, 2), add(2, 1)]);
  expect((await pool.query('select n from public.locks')).rows).toEqual([{ n: 2 }, { n: 2 }]);
});
