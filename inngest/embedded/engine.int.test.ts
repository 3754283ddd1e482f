import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Inngest } from 'inngest';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing/test-database.ts';
import { type Engine, startEngine } from './engine.ts';
import { WORKER_SCHEMA } from './queue.ts';
import { listRuns } from './runs.ts';
import { EVENT_KEY, SIGNING_KEY, startTestShop, type TestShop } from './testing/test-shop.ts';

const SECOND = 1_000;

let database: TestDatabase;
let pool: pg.Pool;
let shop: TestShop;
let engine: Engine | undefined;
let logged: string[] = [];
/** What step bodies wrote down, in order. */
let seen: unknown[] = [];
/** Step bodies that are running, and the most there ever were at once. */
let inside = 0;
let mostInside = 0;

/** While it is closed, the steps of `crowd` do not return. */
let gate = Promise.withResolvers<void>();

async function crowd(leave: Promise<void>): Promise<void> {
  mostInside = Math.max(mostInside, ++inside);
  await leave;
  inside -= 1;
}

function shopFunctions(client: Inngest) {
  const inner = client.createFunction({ id: 'inner', triggers: [] }, async () => 42);
  return [
    client.createFunction({ id: 'go', retries: 0, triggers: [{ event: 'go' }] }, async ({ step, event }) => {
      await step.run('one', () => seen.push(['one', event.data.n]));
      await step.run('two', () => seen.push(['two', event.data.n]));
    }),
    client.createFunction({ id: 'nap', retries: 0, triggers: [{ event: 'nap' }] }, async ({ step }) => {
      await step.run('before', () => {});
      await step.sleep('nap', '1s');
      await step.run('after', () => seen.push(Date.now()));
    }),
    client.createFunction({ id: 'crowd', retries: 0, triggers: [{ event: 'crowd' }] }, async ({ step }) => {
      await step.run('a', () => crowd(gate.promise));
    }),
    client.createFunction(
      { id: 'limited', retries: 0, concurrency: { limit: 2 }, triggers: [{ event: 'limited' }] },
      async ({ step }) => {
        await Promise.all([step.run('a', () => crowd(sleep(30))), step.run('b', () => crowd(sleep(30)))]);
      },
    ),
    client.createFunction({ id: 'wait', triggers: [{ event: 'wait' }] }, async ({ step, event }) => {
      const waiting = step.waitForEvent('wake', { event: 'wake', timeout: '1h' });
      if (!event.data.busy) return waiting;
      await Promise.all([waiting, step.run('long', () => sleep(300))]);
    }),
    inner,
    client.createFunction({ id: 'outer', triggers: [{ event: 'invoke' }] }, async ({ step }) => {
      seen.push(await step.invoke('call', { function: inner }));
    }),
    client.createFunction(
      { id: 'new-year', retries: 0, triggers: [{ cron: '7 0 1 1 *' }] },
      async ({ event, step }) => {
        await step.run('tick', () => seen.push(new Date(event.ts ?? 0).toISOString()));
      },
    ),
  ];
}

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  shop = await startTestShop(shopFunctions);
});
afterAll(async () => {
  await shop.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => {
  logged = [];
  seen = [];
  mostInside = 0;
  gate = Promise.withResolvers();
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  await pool.query('truncate inngest_embedded.runs, inngest_embedded.started cascade');
});

async function start(serveUrl = shop.serveUrl, signingKey = SIGNING_KEY): Promise<Engine> {
  engine = await startEngine({
    databaseUrl: database.url,
    serveUrl,
    port: 0,
    eventKey: EVENT_KEY,
    signingKey,
    log: (line) => logged.push(line),
    onLost: (error) => {
      throw error;
    },
    signal: new AbortController().signal,
  });
  shop.client.setEnvVars({ INNGEST_BASE_URL: engine.url });
  return engine;
}

async function post(path: string, body: unknown): Promise<{ status: number; answer: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${engine?.url}${path}`, { method: 'POST', body: text });
  return { status: response.status, answer: await response.json() };
}

async function allEnd(count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await pool.query('select status from inngest_embedded.runs');
      expect(rows).toEqual(Array(count).fill({ status: 'completed' }));
    },
    { timeout: 20 * SECOND, interval: 50 },
  );
}

describe('the event API', () => {
  const event = { name: 'go', data: { n: 1 } };

  test('answers with the ids, in order, of what it has committed', async () => {
    await start();
    const answer = await post(`/e/${EVENT_KEY}`, [
      { ...event, id: 'a' },
      { ...event, id: 'b' },
    ]);
    expect(answer).toEqual({ status: 200, answer: { ids: ['a', 'b'], status: 200 } });
    expect(await listRuns(pool, '')).toHaveLength(2);
  });

  test.each([
    ['a wrong key', '/e/other', event, 401],
    ['no key', '/e/', event, 401],
    ['another path', '/fn/register', {}, 404],
    ['text that is not JSON', `/e/${EVENT_KEY}`, '{', 400],
    ['an event without a name', `/e/${EVENT_KEY}`, [event, { data: {} }], 400],
    ['a name of the engine itself', `/e/${EVENT_KEY}`, [event, { name: 'inngest/x' }], 400],
    ['more than 4 MiB', `/e/${EVENT_KEY}`, { ...event, data: { big: 'x'.repeat(5_000_000) } }, 413],
  ])('refuses %s and starts nothing', async (_what, path, body, status) => {
    await start();
    expect((await post(path, body)).status).toBe(status);
    expect(await listRuns(pool, '')).toEqual([]);
  });

  test('accepts nothing before it knows the functions, and everything once the shop is there', async () => {
    const functions = await shop.stop();
    await start();
    expect(await post(`/e/${EVENT_KEY}`, event)).toMatchObject({
      status: 503,
      answer: { error: expect.stringContaining('not synced with the shop yet') },
    });
    await shop.start(functions);
    expect((await post(`/e/${EVENT_KEY}`, event)).status).toBe(200);
    await vi.waitFor(() => expect(seen).toHaveLength(2), 5 * SECOND);
  });

  test('accepts nothing while the shop offers a function that is not supported, and says which', async () => {
    const functions = await shop.stop();
    const odd = shop.client.createFunction(
      { id: 'odd', debounce: { period: '1m' }, triggers: [{ event: 'go' }] },
      async () => {},
    );
    await shop.start([...functions, odd]);
    await start();
    const refusal = expect.stringMatching(/test-shop-odd.*debounce/);
    expect(await post(`/e/${EVENT_KEY}`, event)).toMatchObject({ status: 503, answer: { error: refusal } });
    expect(logged).toContainEqual(refusal);
    await shop.stop();
    await shop.start(functions);
    expect((await post(`/e/${EVENT_KEY}`, event)).status).toBe(200);
  });

  test('starts a function which the shop has gained since, for an event nobody listened to', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, event);
    const functions = await shop.stop();
    const gained = shop.client.createFunction({ id: 'new', triggers: [{ event: 'new' }] }, async () =>
      seen.push('new'),
    );
    await shop.start([...functions, gained]);
    // The engine does not ask the shop twice within a second.
    await vi.waitFor(
      async () => {
        await post(`/e/${EVENT_KEY}`, { name: 'new' });
        expect(seen).toContain('new');
      },
      { timeout: 5 * SECOND, interval: 100 },
    );
    await shop.stop();
    await shop.start(functions);
  });

  test('an event whose job cannot be saved is not accepted and leaves no run behind', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, event);
    await allEnd(1);
    await pool.query(`
      create function public.refuse() returns trigger language plpgsql as $$ begin raise 'no jobs today'; end $$;
      create trigger refuse before insert on ${WORKER_SCHEMA}._private_jobs
        for each row execute function public.refuse()`);
    try {
      expect((await post(`/e/${EVENT_KEY}`, event)).status).toBe(500);
      expect(await listRuns(pool, '')).toHaveLength(1);
    } finally {
      await pool.query('drop function public.refuse cascade');
    }
    expect((await post(`/e/${EVENT_KEY}`, event)).status).toBe(200);
    await allEnd(2);
  });
});

describe('signatures', () => {
  test('an unsigned or wrongly signed call runs nothing in the shop', async () => {
    const body = JSON.stringify({
      version: 2,
      event: { name: 'go', data: {} },
      events: [],
      steps: {},
      ctx: {},
    });
    const url = `${shop.serveUrl}?fnId=test-shop-go&stepId=step`;
    for (const signature of [undefined, `t=${Math.floor(Date.now() / 1_000)}&s=${'0'.repeat(64)}`]) {
      const headers = signature === undefined ? {} : { 'x-inngest-signature': signature };
      expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(401);
    }
    expect(seen).toEqual([]);
  });

  test('an answer that is not signed is not believed, whoever gives it', async () => {
    const offer = { functions: [{ id: 'test-shop-go' }] };
    const impostor = createServer((_request, response) => response.end(JSON.stringify(offer)));
    impostor.listen(0, '127.0.0.1');
    await once(impostor, 'listening');
    // A listening TCP server has an address of this kind.
    await start(`http://127.0.0.1:${(impostor.address() as AddressInfo).port}/api/inngest`);
    expect(await post(`/e/${EVENT_KEY}`, { name: 'go' })).toMatchObject({
      status: 503,
      answer: { error: expect.stringContaining('without a valid signature') },
    });
    impostor.closeAllConnections();
    impostor.close();
  });

  test('a shop with another key is not synced with, and the refusal says what is wrong', async () => {
    await start(shop.serveUrl, 'signkey-prod-ffff');
    expect(await post(`/e/${EVENT_KEY}`, { name: 'go' })).toMatchObject({
      status: 503,
      answer: { error: expect.stringContaining('refuses the signature') },
    });
  });
});

describe('work', () => {
  test('an event ends a wait at once, while another step of the run is in progress and while none is', async () => {
    await start();
    for (const busy of [true, false]) {
      await post(`/e/${EVENT_KEY}`, { name: 'wait', data: { busy } });
      await vi.waitFor(async () => {
        const { rows } = await pool.query(
          `select from inngest_embedded.steps where kind = 'wait' and finish_order is null`,
        );
        expect(rows).toHaveLength(1);
      });
      await post(`/e/${EVENT_KEY}`, { name: 'wake' });
      await allEnd(busy ? 1 : 2);
    }
  });

  test('an invoked function hands its result to a run that waits for nothing else', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, { name: 'invoke' });
    await allEnd(2);
    expect(seen).toEqual([42]);
  });

  test('a step whose follow-up cannot be saved is not saved either, and both are once they can be', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, { name: 'go', data: { n: 0 } });
    await allEnd(1);
    await pool.query(`
      create function public.refuse() returns trigger language plpgsql as
        $$ begin if new.run_at > now() + interval '500 ms' then raise 'no later jobs'; end if; return new; end $$;
      create trigger refuse before insert on ${WORKER_SCHEMA}._private_jobs
        for each row execute function public.refuse()`);
    try {
      await post(`/e/${EVENT_KEY}`, { name: 'nap' });
      await vi.waitFor(() => expect(logged.join()).toContain('no later jobs'), 5 * SECOND);
      const { rows } = await pool.query(`select name from inngest_embedded.steps where kind = 'sleep'`);
      expect(rows).toEqual([]);
    } finally {
      await pool.query('drop function public.refuse cascade');
    }
    await allEnd(2);
  });

  test('a limit of a function holds for its steps however many runs are due, and all of them end', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, Array(12).fill({ name: 'limited' }));
    await allEnd(12);
    expect(mostInside).toBe(2);
  });

  test('a due backlog is worked off with no more than 256 steps at a time', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, Array(300).fill({ name: 'crowd' }));
    await vi.waitFor(() => expect(inside).toBe(256), 20 * SECOND);
    // Time for one more.
    await sleep(300);
    gate.resolve();
    await allEnd(300);
    expect(mostInside).toBe(256);
  });

  test('sleeps end within 0.5 s of their time', async () => {
    await start();
    const lateness: number[] = [];
    for (let n = 0; n < 5; n++) {
      await post(`/e/${EVENT_KEY}`, { name: 'nap' });
      await allEnd(n + 1);
      const { rows } = await pool.query(
        `select max(wake_at) as due from inngest_embedded.steps where kind = 'sleep'`,
      );
      lateness.push(Number(seen.at(-1)) - rows[0].due.getTime());
    }
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lateness)).toBeLessThan(500);
  });

  test('the SDK calls nothing but the event API', async () => {
    await start();
    shop.called.length = 0;
    await shop.client.send({ name: 'go', data: { n: 1 } });
    await allEnd(1);
    expect(shop.called).toEqual([`${engine?.url}/e/${EVENT_KEY}`]);
  });

  test('a run which the queue has given up on is taken up again at the next start', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, { name: 'go', ts: Date.now() + 60 * SECOND });
    await engine?.stop();
    await pool.query('update inngest_embedded.runs set wake_at = now()');
    await pool.query(
      `select ${WORKER_SCHEMA}.reschedule_jobs(
         array(select id from ${WORKER_SCHEMA}.jobs where key <> 'tick'), attempts := 25)`,
    );
    await start();
    await allEnd(1);
  });

  test('a minute that passed while no engine ran is made up for once', async () => {
    await start();
    await post(`/e/${EVENT_KEY}`, { name: 'go', data: { n: 1 } });
    await allEnd(1);
    await engine?.stop();
    await pool.query(
      `select ${WORKER_SCHEMA}.reschedule_jobs(
         array(select id from ${WORKER_SCHEMA}.jobs where key = 'tick'), run_at := '2026-01-01 00:07:00Z')`,
    );
    await start();
    await vi.waitFor(() => expect(seen).toContain('2026-01-01T00:07:00.000Z'), 5 * SECOND);
    const { rows } = await pool.query(
      `select run_at > now() as later from ${WORKER_SCHEMA}.jobs where key = 'tick'`,
    );
    expect(rows).toEqual([{ later: true }]);
  });
});
