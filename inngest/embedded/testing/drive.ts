import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/next';
import pg from 'pg';
import type { EngineContext } from '../context.ts';
import { listenForEvents } from '../http.ts';
import type { Queue } from '../queue.ts';
import { createRegistry } from '../registry.ts';
import { createServeClient } from '../serve-client.ts';
import { inTransaction } from '../store.ts';
import { isFullMinute, nextMinute, tick } from '../tick.ts';
import { workOnRun } from '../work.ts';

const EVENT_KEY = 'drive';
const SIGNING_KEY = 'signkey-test-00';

/** Runs real functions without waiting: sleeps, retries and crons pass as the test moves the clock. */
export interface Drive {
  now(): Date;
  /** Sends an event to the engine and works until nothing is due. */
  send(event: { name: string; data?: Record<string, unknown>; id?: string; ts?: number }): Promise<void>;
  /** Works on everything that is due, one run after the other, until nothing is due. */
  runUntilIdle(): Promise<void>;
  /** Moves the clock by `ms`, stopping at each moment at which something is due. */
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
}

// The drive finds what is due in the runs themselves.
const noQueue: Queue = { schedule: async () => {}, move: async () => {} };

/**
 * The engine itself on a test database, without its queue: the SDK's endpoint is called in process, and the
 * client's events (also those of `step.sendEvent`) come back over the engine's own event API. Points
 * `client` at it. Throws when a function needs something the engine does not support.
 */
export async function createDrive(options: {
  client: Inngest.Any;
  functions: InngestFunction.Any[];
  /** A database migrated with the shop's migrations. */
  databaseUrl: string;
}): Promise<Drive> {
  const { client, functions, databaseUrl } = options;
  let clock = new Date();
  /** Never behind the real time: the SDK stamps events with it, and they must not seem to be of the future. */
  function now(): Date {
    clock = new Date(Math.max(clock.getTime(), Date.now()));
    return clock;
  }
  const endpoint = serve({ client, functions });
  const serveClient = createServeClient({
    serveUrl: 'http://drive.invalid/api/inngest',
    signingKey: SIGNING_KEY,
    signal: new AbortController().signal,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      // Next's own request class adds only what the SDK's endpoint does not use.
      const handle = (init.method === 'PUT' ? endpoint.PUT : endpoint.POST) as unknown as (
        request: Request,
        context: unknown,
      ) => Promise<Response>;
      return handle(request, {});
    },
  });
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const registry = createRegistry(serveClient, () => {});
  const context: EngineContext = {
    pool,
    queue: noQueue,
    registry,
    serve: serveClient,
    now,
    log: () => {},
  };
  const { server, url } = await listenForEvents(context, { port: 0, eventKey: EVENT_KEY });
  client.setEnvVars({
    INNGEST_BASE_URL: url,
    INNGEST_EVENT_KEY: EVENT_KEY,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    INNGEST_DEV: '0',
  });

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await pool.end();
  }

  async function dueRuns(): Promise<string[]> {
    const { rows } = await pool.query<{ id: string }>(
      `select id from inngest_embedded.runs where status = 'running' and wake_at <= $1
       order by wake_at, created_at`,
      [now()],
    );
    return rows.map((row) => row.id);
  }

  async function runUntilIdle(): Promise<void> {
    for (let due = await dueRuns(); due.length > 0; due = await dueRuns()) {
      for (const runId of due) await workOnRun(context, runId);
    }
  }

  /** The next moment at which anything happens, in ms since the epoch. */
  async function nextMoment(): Promise<number> {
    const { rows } = await pool.query<{ wakeAt: Date | null }>(
      `select min(wake_at) as "wakeAt" from inngest_embedded.runs where status = 'running'`,
    );
    const hasCrons = registry.all().some((config) => config.crons.length > 0);
    const minute = hasCrons ? nextMinute(clock).getTime() : Number.POSITIVE_INFINITY;
    return Math.min(minute, rows[0]?.wakeAt?.getTime() ?? minute);
  }

  await registry.refresh(0);
  const problem = registry.problem();
  if (problem !== undefined) {
    await stop();
    throw new Error(problem);
  }
  return {
    now,
    runUntilIdle,
    async send(event) {
      await client.send(event);
      await runUntilIdle();
    },
    async advance(ms) {
      const end = now().getTime() + ms;
      for (let moment = await nextMoment(); moment <= end; moment = await nextMoment()) {
        clock = new Date(moment);
        if (isFullMinute(clock)) await inTransaction(pool, (tx) => tick(context, tx, new Date(moment)));
        await runUntilIdle();
      }
      clock = new Date(end);
    },
    stop,
  };
}
