import { Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from 'inngest';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing/test-database.ts';
import { listRuns, type RunSummary } from './runs.ts';
import { createDrive, type Drive } from './testing/drive.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let database: TestDatabase;
let pool: pg.Pool;
let client: Inngest;
let running: Drive | undefined;
/** What step bodies wrote down, in order. */
let seen: unknown[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => {
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  client = new Inngest({ id: 'test', logger: silent });
  seen = [];
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await pool.query('truncate inngest_embedded.runs, inngest_embedded.started cascade');
});

async function serve(...functions: InngestFunction.Any[]): Promise<Drive> {
  running = await createDrive({ client, functions, databaseUrl: database.url });
  return running;
}

async function onlyRun(functionId = 'test-f'): Promise<RunSummary & { output: unknown }> {
  const runs = (await listRuns(pool, '')).filter((run) => run.functionId === functionId);
  expect(runs).toHaveLength(1);
  const [run] = runs;
  if (run === undefined) throw new Error('there is one');
  const { rows } = await pool.query('select output from inngest_embedded.runs where id = $1', [run.id]);
  return { ...run, output: rows[0].output };
}

const on = { triggers: [{ event: 'go' as const }] };

describe('steps', () => {
  test('run in order, each body once, each result handed on exactly', async () => {
    const strange = { text: 'é\u0000\ud800', nothing: null, deep: [{ n: -1.5e300 }] };
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step, event }) => {
        const one = await step.run('one', () => {
          seen.push('one');
          return strange;
        });
        const two = await step.run('two', () => {
          seen.push('two');
        });
        return { one, two, given: event.data };
      }),
    );
    await drive.send({ name: 'go', data: { text: strange.text } });
    expect(seen).toEqual(['one', 'two']);
    const run = await onlyRun();
    expect(run.status).toBe('completed');
    expect(run.output).toEqual({ one: strange, two: null, given: { text: strange.text } });
  });

  test('of the same name in a loop are different steps', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        const results: number[] = [];
        for (let n = 0; n < 4; n++) results.push(await step.run('same', () => seen.push(n)));
        return results;
      }),
    );
    await drive.send({ name: 'go' });
    expect(seen).toEqual([0, 1, 2, 3]);
    expect((await onlyRun()).output).toEqual([1, 2, 3, 4]);
  });

  test('side by side all run once, at the same time, before the function goes on', async () => {
    let inside = 0;
    let most = 0;
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        const body = (name: string) => async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 50));
          inside -= 1;
          seen.push(name);
          return name;
        };
        const all = await Promise.all(['a', 'b', 'c'].map((name) => step.run(name, body(name))));
        await step.run('after', () => seen.push('after'));
        return all;
      }),
    );
    await drive.send({ name: 'go' });
    expect(most).toBe(3);
    expect(seen.slice(0, 3).sort()).toEqual(['a', 'b', 'c']);
    expect(seen.slice(3)).toEqual(['after']);
    expect((await onlyRun()).output).toEqual(['a', 'b', 'c']);
  });

  test('side by side, one that fails is tried again alone while the others keep their results', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', retries: 2, ...on }, async ({ step }) =>
        Promise.all([
          step.run('good', () => seen.push('good')),
          step.run('flaky', () => {
            if (seen.push('flaky') < 3) throw new RetryAfterError('again', 2_000);
            return 'fine';
          }),
          step.sleep('nap', '1h'),
        ]),
      ),
    );
    await drive.send({ name: 'go' });
    await drive.advance(2_000);
    expect(seen.filter((name) => name === 'good')).toHaveLength(1);
    expect(seen.filter((name) => name === 'flaky')).toHaveLength(2);
    expect((await onlyRun()).status).toBe('running');
    await drive.advance(HOUR);
    expect((await onlyRun()).output).toEqual([expect.any(Number), 'fine', null]);
  });

  test('side by side are replayed in the order in which they finished', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        const order: string[] = [];
        const hours = { a: 2, b: 1, c: 3 };
        await Promise.all(
          Object.entries(hours).map(([name, count]) =>
            step.sleep(name, count * HOUR).then(() => order.push(name)),
          ),
        );
        return order;
      }),
    );
    await drive.send({ name: 'go' });
    await drive.advance(3 * HOUR);
    expect((await onlyRun()).output).toEqual(['b', 'a', 'c']);
  });

  test('that send events start what listens to them', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        await step.sendEvent('tell', [
          { name: 'told', data: { n: 1 } },
          { name: 'told', data: { n: 2 } },
        ]);
      }),
      client.createFunction({ id: 'g', triggers: [{ event: 'told' }] }, async ({ step, event }) => {
        await step.run('hear', () => seen.push(event.data.n));
      }),
    );
    await drive.send({ name: 'go' });
    expect(seen.sort()).toEqual([1, 2]);
  });
});

describe('retries', () => {
  test('happen as often as stated, then the function may catch the error and go on', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', retries: 3, ...on }, async ({ step, attempt }) => {
        try {
          await step.run('bad', () => {
            seen.push(attempt);
            throw new TypeError('broken');
          });
        } catch (error) {
          return step.run('compensate', () => (error instanceof Error ? error.message : 'no error'));
        }
      }),
    );
    await drive.send({ name: 'go' });
    await drive.advance(10 * MINUTE);
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(await onlyRun()).toMatchObject({ status: 'completed', output: 'broken' });
  });

  test('wait as long as a RetryAfterError says, to the second', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', retries: 1, ...on }, async ({ step }) => {
        await step.run('later', () => {
          seen.push(drive.now().getTime());
          throw new RetryAfterError('later', 7_000);
        });
      }),
    );
    await drive.send({ name: 'go' });
    await drive.advance(MINUTE);
    const [first, second] = seen;
    expect(Math.floor((Number(second) - Number(first)) / 1_000)).toBe(7);
    expect((await onlyRun()).status).toBe('failed');
  });

  test('never follow a NonRetriableError', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', retries: 5, ...on }, async ({ step }) => {
        await step.run('final', () => {
          seen.push('final');
          throw new NonRetriableError('give up');
        });
      }),
    );
    await drive.send({ name: 'go' });
    await drive.advance(DAY);
    expect(seen).toEqual(['final']);
    expect(await onlyRun()).toMatchObject({ status: 'failed', lastError: { message: 'give up' } });
  });

  test('of the code between steps leave finished steps alone, and the next step has all its tries', async () => {
    let throws = 2;
    const drive = await serve(
      client.createFunction({ id: 'f', retries: 2, ...on }, async ({ step }) => {
        await step.run('before', () => seen.push('before'));
        if (throws-- > 0) throw new Error('between');
        await step.run('after', () => {
          if (seen.push('after') < 4) throw new Error('inside');
        });
        return 'through';
      }),
    );
    await drive.send({ name: 'go' });
    await drive.advance(10 * MINUTE);
    expect(seen).toEqual(['before', 'after', 'after', 'after']);
    expect((await onlyRun()).output).toBe('through');
  });

  test('that are used up end the run and start its onFailure once, and no failure of that', async () => {
    const drive = await serve(
      client.createFunction(
        {
          id: 'f',
          retries: 1,
          ...on,
          onFailure: async ({ error, event, step }) => {
            await step.run('mourn', () => seen.push([error.message, event.data.event.data.n]));
            throw new Error('onFailure fails as well');
          },
        },
        async () => {
          throw new Error('hopeless');
        },
      ),
      client.createFunction({ id: 'watch', triggers: [{ event: 'inngest/function.failed' }] }, async () => {
        throw new NonRetriableError('fails at each failure');
      }),
    );
    await drive.send({ name: 'go', data: { n: 1 } });
    await drive.advance(DAY);
    expect(seen).toEqual([['hopeless', 1]]);
    expect(await onlyRun('test-watch')).toMatchObject({ status: 'failed' });
    expect(await onlyRun()).toMatchObject({ status: 'failed', lastError: { message: 'hopeless' } });
    expect(await onlyRun('test-f-failure')).toMatchObject({ status: 'failed' });
  });
});

describe('time', () => {
  test('sleeps end when they say, by duration and by date', async () => {
    const until = new Date(Date.now() + 3 * DAY);
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        await step.sleep('nap', DAY + 2 * HOUR + 3 * MINUTE + 4_000);
        await step.run('woke', () => seen.push(drive.now().getTime()));
        await step.sleepUntil('date', until);
        await step.run('woke-again', () => seen.push(drive.now().getTime()));
      }),
    );
    await drive.send({ name: 'go' });
    const start = (await onlyRun()).createdAt.getTime();
    await drive.advance(4 * DAY);
    const [nap, date] = seen;
    expect(Math.floor((Number(nap) - start) / 1_000)).toBe((DAY + 2 * HOUR + 3 * MINUTE + 4_000) / 1_000);
    expect(date).toBe(until.getTime());
  });

  test('an event with a time in the future starts its run then', async () => {
    const drive = await serve(client.createFunction({ id: 'f', ...on }, async () => seen.push('ran')));
    await drive.send({ name: 'go', ts: drive.now().getTime() + HOUR });
    await drive.advance(HOUR - 1_000);
    expect(seen).toEqual([]);
    await drive.advance(1_000);
    expect(seen).toEqual(['ran']);
  });

  test('a cron starts its function once in each matching minute', async () => {
    const drive = await serve(
      client.createFunction({ id: 'every', triggers: [{ cron: '* * * * *' }] }, async () =>
        seen.push('every'),
      ),
      client.createFunction({ id: 'hourly', triggers: [{ cron: '0 * * * *' }] }, async () =>
        seen.push('hourly'),
      ),
    );
    await drive.advance(2 * HOUR);
    expect(seen.filter((name) => name === 'every')).toHaveLength(120);
    expect(seen.filter((name) => name === 'hourly')).toHaveLength(2);
  });

  test('runs are forgotten a week after they ended, and only those', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step, event }) => {
        if (event.data.long) await step.sleep('long', '30d');
      }),
      client.createFunction({ id: 'g', triggers: [{ cron: '0 0 1 1 *' }] }, async () => {}),
    );
    await drive.send({ name: 'go' });
    await drive.send({ name: 'go', data: { long: true } });
    await pool.query(`update inngest_embedded.runs set finished_at = finished_at - interval '8 days'`);
    await drive.advance(MINUTE);
    expect(await onlyRun()).toMatchObject({ status: 'running' });
  });
});

describe('events', () => {
  test('with the same id within a day start each function once; a day later they start it again', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async () => seen.push('f')),
      client.createFunction({ id: 'g', ...on }, async () => seen.push('g')),
    );
    for (let sent = 0; sent < 3; sent++) await drive.send({ id: 'one', name: 'go' });
    await drive.advance(DAY - 1_000);
    await drive.send({ id: 'one', name: 'go' });
    expect(seen.sort()).toEqual(['f', 'g']);
    await drive.advance(1_000);
    await drive.send({ id: 'one', name: 'go' });
    expect(seen).toHaveLength(4);
  });

  test('with the same idempotency value start the function once', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', idempotency: 'event.data.order', ...on }, async ({ event }) =>
        seen.push(event.data.order),
      ),
    );
    for (const order of ['a', 'b', 'a', 'a']) await drive.send({ name: 'go', data: { order } });
    expect(seen).toEqual(['a', 'b']);
  });

  test('start only the functions whose condition they meet', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', triggers: [{ event: 'go', if: "event.data.k == 'x'" }] }, async () =>
        seen.push('x'),
      ),
    );
    await drive.send({ name: 'go', data: { k: 'y' } });
    await drive.send({ name: 'go', data: { k: 'x' } });
    expect(seen).toEqual(['x']);
  });

  test('under names of the engine itself are refused', async () => {
    const drive = await serve(client.createFunction({ id: 'f', ...on }, async () => {}));
    await expect(drive.send({ name: 'inngest/function.failed' })).rejects.toThrow('inngest/function.failed');
  });

  test('end a wait they match, and no other; a wait without one ends at its time with null', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        const event = await step.waitForEvent('wait', { event: 'paid', timeout: '1h', match: 'data.order' });
        return event?.data ?? null;
      }),
    );
    await drive.send({ name: 'go', data: { order: 'a' } });
    await drive.send({ name: 'go', data: { order: 'b' } });
    await drive.send({ name: 'paid', data: { order: 'a', sum: 1 } });
    const finished = (await listRuns(pool, '')).filter((run) => run.status === 'completed');
    expect(finished.map((run) => run.event.data)).toEqual([{ order: 'a' }]);
    await drive.advance(HOUR);
    const { rows } = await pool.query('select output from inngest_embedded.runs order by finished_at');
    expect(rows).toEqual([{ output: { order: 'a', sum: 1 } }, { output: null }]);
  });
});

describe('invoking', () => {
  test('hands the other function data and gets its result, or its error, or a time-out', async () => {
    const inner = client.createFunction(
      { id: 'inner', retries: 0, triggers: [{ event: 'never' }] },
      async ({ event, step }) => {
        if (event.data.n === 2) throw new NonRetriableError('two is too much');
        if (event.data.n === 3) await step.sleep('long', '2h');
        return event.data.n * 10;
      },
    );
    const drive = await serve(
      inner,
      client.createFunction({ id: 'f', retries: 0, ...on }, async ({ step, event }) => {
        try {
          return await step.invoke('call', { function: inner, data: event.data, timeout: '1h' });
        } catch (error) {
          return error instanceof Error ? error.message : error;
        }
      }),
    );
    for (const n of [1, 2, 3]) await drive.send({ name: 'go', data: { n } });
    await drive.advance(3 * HOUR);
    const { rows } = await pool.query(
      `select output from inngest_embedded.runs where function_id = 'test-f' order by finished_at`,
    );
    expect(rows.map((row) => row.output)).toEqual([
      10,
      'two is too much',
      'the function invoked by "call" did not finish in time',
    ]);
  });

  test('of a function that is not there is an error with its name', async () => {
    const stranger = client.createFunction({ id: 'stranger', triggers: [] }, async () => {});
    const drive = await serve(
      client.createFunction({ id: 'f', retries: 0, ...on }, async ({ step }) => {
        await step.invoke('call', { function: stranger });
      }),
    );
    await drive.send({ name: 'go' });
    expect((await onlyRun()).lastError?.message).toContain('test-stranger');
  });
});

describe('what is not supported', () => {
  const limit = { limit: 1, period: '1m' as const };
  const noop = async () => {};
  test.each([
    ['cancel', () => client.createFunction({ id: 'f', ...on, cancelOn: [{ event: 'stop' }] }, noop)],
    ['debounce', () => client.createFunction({ id: 'f', ...on, debounce: { period: '1m' } }, noop)],
    [
      'batchEvents',
      () => client.createFunction({ id: 'f', ...on, batchEvents: { maxSize: 2, timeout: '1s' } }, noop),
    ],
    ['rateLimit', () => client.createFunction({ id: 'f', ...on, rateLimit: limit }, noop)],
    ['throttle', () => client.createFunction({ id: 'f', ...on, throttle: limit }, noop)],
    ['priority', () => client.createFunction({ id: 'f', ...on, priority: { run: '1' } }, noop)],
    ['singleton', () => client.createFunction({ id: 'f', ...on, singleton: { mode: 'skip' } }, noop)],
    ['timeouts', () => client.createFunction({ id: 'f', ...on, timeouts: { start: '1m' } }, noop)],
    [
      'key',
      () => client.createFunction({ id: 'f', ...on, concurrency: { limit: 1, key: 'event.data.x' } }, noop),
    ],
    [
      'scope',
      () =>
        client.createFunction(
          { id: 'f', ...on, concurrency: { limit: 1, scope: 'account', key: '"a"' } },
          noop,
        ),
    ],
    ['size', () => client.createFunction({ id: 'f', ...on, idempotency: 'size(event.data.x)' }, noop)],
    ['cron', () => client.createFunction({ id: 'f', triggers: [{ cron: 'TZ=Asia/Seoul 0 9 * * *' }] }, noop)],
    [
      '&&',
      () =>
        client.createFunction(
          { id: 'f', triggers: [{ event: 'go', if: 'event.data.a == 1 && event.data.b == 2' }] },
          noop,
        ),
    ],
  ])('the setting "%s" refuses the function by name', async (name, define) => {
    const refused = createDrive({ client, functions: [define()], databaseUrl: database.url });
    await expect(refused).rejects.toThrow(new RegExp(`test-f.*${name}`));
  });

  test('an unknown op fails the run with a message that names it', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        await step.waitForSignal('ring', { signal: 'bell', timeout: '1h', onConflict: 'fail' });
      }),
    );
    await drive.send({ name: 'go' });
    expect(await onlyRun()).toMatchObject({
      status: 'failed',
      lastError: { message: 'op "WaitForSignal" of step "ring" is not supported' },
    });
  });

  test('racing steps and uncoalesced parallel steps fail the run with a message that names them', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step, group }) => {
        await group.parallel({ mode: 'race' }, async () =>
          Promise.race([step.run('a', () => 1), step.run('b', () => 2)]),
        );
      }),
      client.createFunction({ id: 'g', ...on, optimizeParallelism: false }, async ({ step }) => {
        await step.run('a', () => 1);
      }),
    );
    await drive.send({ name: 'go' });
    expect((await onlyRun()).lastError?.message).toContain('parallelMode "race"');
    expect((await onlyRun('test-g')).lastError?.message).toContain('optimizeParallelism: false');
  });

  test('a sleep the SDK does not understand fails the run instead of not sleeping', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        await step.sleep('nap', 'a while' as '1s');
      }),
    );
    await drive.send({ name: 'go' });
    expect((await onlyRun()).lastError?.message).toContain('neither a duration nor a date');
  });

  test('a wait with an expression that is not understood fails the run with the expression', async () => {
    const drive = await serve(
      client.createFunction({ id: 'f', ...on }, async ({ step }) => {
        await step.waitForEvent('wait', { event: 'paid', timeout: '1h', if: 'async.data.sum > 3' });
      }),
    );
    await drive.send({ name: 'go' });
    expect((await onlyRun()).lastError?.message).toContain('async.data.sum > 3');
  });
});
