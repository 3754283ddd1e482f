import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { findFreePort } from '#db/testing/free-port.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing/test-database.ts';
import { type EngineProcess, spawnEngine } from './testing/engine-process.ts';
import { EVENT_KEY, startTestShop, type TestShop } from './testing/test-shop.ts';

const SECOND = 1_000;
const CHAIN = ['a', 'b', 'c', 'd'];

/** One execution of a step body. */
interface Execution {
  run: string;
  step: string;
  /** Made anew by each execution. */
  token: string;
  /** What the step was told the step before it had returned. */
  before: string;
  at: number;
}

let database: TestDatabase;
let pool: pg.Pool;
let shop: TestShop;
let engines: EngineProcess[] = [];
let executions: Execution[] = [];
/** While set, the step of `held` does not return. */
let gate = Promise.withResolvers<void>();

function execute(run: string, step: string, before = ''): string {
  const token = crypto.randomUUID();
  executions.push({ run, step, token, before, at: Date.now() });
  return token;
}
const steps = () => executions.map((execution) => execution.step);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  shop = await startTestShop((client) => [
    client.createFunction(
      { id: 'nap', retries: 0, triggers: [{ event: 'nap' }] },
      async ({ step, runId }) => {
        await step.run('before', () => execute(runId, 'before'));
        await step.sleep('nap', '1s');
        await step.run('after', () => execute(runId, 'after'));
      },
    ),
    client.createFunction(
      { id: 'held', retries: 0, triggers: [{ event: 'held' }] },
      async ({ step, runId }) => {
        await step.run('before', () => execute(runId, 'before'));
        await step.run('held', async () => {
          execute(runId, 'held');
          await gate.promise;
        });
        await step.run('after', () => execute(runId, 'after'));
      },
    ),
    client.createFunction(
      { id: 'chain', retries: 0, triggers: [{ event: 'chain' }] },
      async ({ step, event, runId }) => {
        let token = '';
        for (const name of CHAIN) {
          const before = token;
          token = await step.run(name, async () => {
            await sleep(20);
            return execute(runId, name, before);
          });
          if (name === 'b') await step.sleep('nap', '1s');
        }
        return event.data.n;
      },
    ),
  ]);
});
afterAll(async () => {
  await shop.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => {
  executions = [];
  gate = Promise.withResolvers();
});
afterEach(async () => {
  gate.resolve();
  await Promise.all(engines.map((engine) => engine.kill()));
  engines = [];
  await pool.query('truncate inngest_embedded.runs, inngest_embedded.started cascade');
});

async function spawn(port?: number): Promise<EngineProcess> {
  const engine = await spawnEngine({
    databaseUrl: database.url,
    serveUrl: shop.serveUrl,
    ...(port !== undefined && { port }),
  });
  engines.push(engine);
  return engine;
}

async function spawnReady(port?: number): Promise<EngineProcess> {
  const engine = await spawn(port);
  await engine.printed(`engine ready on ${engine.url}`);
  await engine.printed('synced');
  return engine;
}

/** Sends one event; the status of the answer. */
async function send(engine: EngineProcess, name: string, n = 0): Promise<number> {
  const body = JSON.stringify({ id: `${name}-${n}`, name, data: { n } });
  return (await fetch(`${engine.url}/e/${EVENT_KEY}`, { method: 'POST', body })).status;
}

async function runStates(): Promise<{ status: string; output: unknown }[]> {
  const { rows } = await pool.query('select status, output from inngest_embedded.runs');
  return rows;
}

const SLEEPS = `select from inngest_embedded.steps where kind = 'sleep'`;

/** The step before the sleep is saved by then: a step that only ran may rightly run again. */
async function fellAsleep(): Promise<void> {
  await vi.waitFor(async () => expect((await pool.query(SLEEPS)).rows).toHaveLength(1), 10 * SECOND);
}

test('kill −9 while a run sleeps: its next step runs within 5 s of the restart', async () => {
  const first = await spawnReady();
  await send(first, 'nap');
  await fellAsleep();
  await first.kill();
  const over = `${SLEEPS} and wake_at < now()`;
  await vi.waitFor(async () => expect((await pool.query(over)).rows).toHaveLength(1), 5 * SECOND);
  const restarted = Date.now();
  await spawn();
  await vi.waitFor(() => expect(steps()).toEqual(['before', 'after']), 5 * SECOND);
  expect((executions[1]?.at ?? Number.POSITIVE_INFINITY) - restarted).toBeLessThan(5 * SECOND);
});

test('kill −9 in the middle of a step: that step runs again within 5 s, the saved one before it never', async () => {
  const first = await spawnReady();
  await send(first, 'held');
  await vi.waitFor(() => expect(steps()).toEqual(['before', 'held']), 5 * SECOND);
  await first.kill();
  const restarted = Date.now();
  await spawn();
  await vi.waitFor(() => expect(steps()).toEqual(['before', 'held', 'held']), 5 * SECOND);
  expect((executions[2]?.at ?? Number.POSITIVE_INFINITY) - restarted).toBeLessThan(5 * SECOND);
  gate.resolve();
  await vi.waitFor(() => expect(steps()).toEqual(['before', 'held', 'held', 'after']), 5 * SECOND);
});

test('kill −9 right after the answer loses no accepted event', async () => {
  const first = await spawnReady();
  const answers = Array.from({ length: 20 }, (_, n) => send(first, 'chain', n));
  expect(await Promise.all(answers)).toEqual(Array(20).fill(200));
  await first.kill();
  await spawn();
  await vi.waitFor(
    async () => {
      const states = await runStates();
      expect(states.filter(({ status }) => status === 'completed')).toHaveLength(20);
      expect(new Set(states.map(({ output }) => output)).size).toBe(20);
    },
    { timeout: 15 * SECOND, interval: 100 },
  );
});

test('kill −9 again and again: every accepted event completes one run, and no saved step runs again', async () => {
  const port = await findFreePort();
  let engine = await spawnReady(port);
  const total = 40;
  const sending = (async () => {
    for (let n = 0; n < total; n++) {
      // The same id until it is accepted, as the shop's outbox does it.
      while ((await send(engine, 'chain', n).catch(() => 0)) !== 200) await sleep(20);
      await sleep(60);
    }
  })();
  for (const pause of [300, 700, 450, 900, 250, 600]) {
    await sleep(pause);
    await engine.kill();
    engine = await spawnReady(port);
  }
  await sending;
  await vi.waitFor(
    async () => {
      const states = await runStates();
      expect(states).toHaveLength(total);
      expect(states.every(({ status }) => status === 'completed')).toBe(true);
    },
    { timeout: 20 * SECOND, interval: 100 },
  );
  expect((await runStates()).map(({ output }) => output).sort((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: total }, (_, n) => n),
  );

  const runs = Map.groupBy(executions, ({ run }) => run);
  expect(runs.size).toBe(total);
  for (const run of runs.values()) {
    for (const [index, name] of CHAIN.entries()) {
      const own = run.filter(({ step }) => step === name);
      const next = run.filter(({ step }) => step === CHAIN[index + 1]);
      // All executions of the next step were told the same result, and it was the last one there ever was.
      expect(new Set(next.map(({ before }) => before)).size).toBeLessThanOrEqual(1);
      if (next[0]) expect(own.at(-1)?.token).toBe(next[0].before);
    }
  }
}, 60_000);

test('a second engine on the same database says that it waits, and takes over when the first dies', async () => {
  const first = await spawnReady();
  const second = await spawn();
  await second.printed('another engine works on this database');
  expect(second.output()).not.toContain('ready');
  await send(first, 'nap');
  await fellAsleep();
  await first.kill();
  await second.printed('ready');
  await vi.waitFor(() => expect(steps()).toEqual(['before', 'after']), 10 * SECOND);
});

test('a shop that is away costs no retry: the run goes on when it is back, wherever the shop went down', async () => {
  const engine = await spawnReady();
  await send(engine, 'nap');
  await fellAsleep();
  const functions = await shop.stop();
  await engine.printed('cannot reach test-shop-nap');
  await vi.waitFor(async () => {
    const { rows } = await pool.query('select unreachable from inngest_embedded.runs');
    expect(rows[0].unreachable).toBeGreaterThan(2);
  }, 5 * SECOND);
  await shop.start(functions);
  const completed = [{ status: 'completed', output: null }];
  await vi.waitFor(async () => expect(await runStates()).toEqual(completed), 10 * SECOND);
  expect(steps()).toEqual(['before', 'after']);
});

test('SIGINT is left to the supervisor; SIGTERM ends the process within 3 s, even with a step in flight', async () => {
  const engine = await spawnReady();
  await send(engine, 'held');
  await vi.waitFor(() => expect(steps()).toEqual(['before', 'held']), 5 * SECOND);
  engine.child.kill('SIGINT');
  expect(await send(engine, 'nap')).toBe(200);
  const asked = Date.now();
  const exit = once(engine.child, 'exit');
  engine.child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  expect(Date.now() - asked).toBeLessThan(3 * SECOND);
  gate.resolve();
  await spawnReady();
  await vi.waitFor(() => expect(steps()).toEqual(expect.arrayContaining(['held', 'after'])), 5 * SECOND);
});

test('the engine ends when its supervisor is gone', async () => {
  const engine = await spawnReady();
  const exit = once(engine.child, 'exit');
  engine.child.disconnect();
  expect(await exit).toEqual([0, null]);
});

test('a start without its settings names each that is missing', async () => {
  const engine = await spawnEngine({ databaseUrl: '', serveUrl: '' });
  expect(await once(engine.child, 'exit')).toEqual([1, null]);
  expect(engine.output()).toContain('DATABASE_URL');
  expect(engine.output()).toContain('INNGEST_SERVE_URL');
});
