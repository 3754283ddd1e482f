import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Runner, runMigrations, run as runWorker } from 'graphile-worker';
import pg from 'pg';
import { z } from 'zod';
import type { EngineContext } from './context.ts';
import { listenForEvents } from './http.ts';
import { recoverQueue, WORKER_SCHEMA, workerQueue } from './queue.ts';
import { createRegistry } from './registry.ts';
import { createServeClient, reasonOf } from './serve-client.ts';
import { becomeOnlyInstance } from './single-instance.ts';
import { inTransaction } from './store.ts';
import { nextMinute, tick } from './tick.ts';
import { workOnRun } from './work.ts';

// How many runs are worked on at once, whatever is due. A run mostly waits for the shop, without a connection:
// there must be room left when as many charges hang as the shop lets out at once (200), or checks would starve.
const CONCURRENCY = 256;
const MOST_CONNECTIONS = 16;
// New work is announced; this is how late a sleep may end. One small query each time.
const POLL_MS = 200;
const FIRST_SYNC_MS = 250;
const SYNC_MS = 10_000;
// What a call in flight is given to finish when the engine stops; then its step will be run again.
const STOP_GRACE_MS = 500;

export interface EngineOptions {
  /** A database migrated with the shop's migrations. */
  databaseUrl: string;
  /** The shop's Inngest endpoint; it need not be there yet. */
  serveUrl: string;
  /** 127.0.0.1 port of the event API; 0 takes any free port. */
  port: number;
  eventKey: string;
  signingKey: string;
  log: (line: string) => void;
  /** The engine has lost its database and no longer works: end the process, so that another may start. */
  onLost: (error: Error) => void;
  /** Gives up a start that waits for another engine. */
  signal: AbortSignal;
}

export interface Engine {
  /** Base URL of the event API. */
  url: string;
  /** Stops in order, within about 1 s. What was not finished goes on at the next start. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded engine. Resolves when events are accepted; runs are worked on from the first sync with
 * the shop on, however late that is. Throws when the database is not there or the port is taken.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { databaseUrl, log } = options;
  const lock = await becomeOnlyInstance(databaseUrl, options.signal, log, options.onLost);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: MOST_CONNECTIONS });
  // A broken connection is replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error) => log(`database connection: ${error.message}`));
  pool.on('connect', (client) => client.on('error', () => {}));
  const calls = new AbortController();
  const stopping = new AbortController();
  try {
    await runMigrations({ pgPool: pool, schema: WORKER_SCHEMA, logger: quietLogger(log) });
    const serve = createServeClient({ ...options, signal: calls.signal, fetch });
    const registry = createRegistry(serve, log);
    const context: EngineContext = { pool, queue: workerQueue, registry, serve, now: () => new Date(), log };
    const { server, url } = await listenForEvents(context, options);
    const worker = startAfterSync(context, stopping.signal, options.onLost);

    return {
      url,
      async stop() {
        stopping.abort();
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeIdleConnections();
        const grace = setTimeout(() => calls.abort(new Error('the engine stops')), STOP_GRACE_MS);
        await (await worker)?.stop();
        clearTimeout(grace);
        server.closeAllConnections();
        await closed;
        await pool.end();
        await lock.release();
      },
    };
  } catch (error) {
    await pool.end();
    await lock.release();
    throw error;
  }
}

/** Syncs until it works, then starts the worker, and keeps syncing. Undefined when stopped before. */
async function startAfterSync(
  context: EngineContext,
  signal: AbortSignal,
  onLost: (error: Error) => void,
): Promise<Runner | undefined> {
  while (context.registry.all().length === 0) {
    await context.registry.refresh(0);
    if (context.registry.all().length === 0) await pause(FIRST_SYNC_MS, signal);
    if (signal.aborted) return undefined;
  }
  try {
    const runner = await startWorker(context);
    runner.promise.catch(onLost);
    void keepSyncing(context, signal);
    return runner;
  } catch (error) {
    onLost(error instanceof Error ? error : new Error(reasonOf(error)));
    return undefined;
  }
}

async function startWorker(context: EngineContext): Promise<Runner> {
  await inTransaction(context.pool, async (tx) => {
    await recoverQueue(tx);
    await scheduleTick(tx, context.now(), 'unsafe_dedupe');
  });
  return runWorker({
    pgPool: context.pool,
    schema: WORKER_SCHEMA,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: quietLogger(context.log),
    // Due moments are this process's: a database clock that runs ahead would wake runs before they are due.
    useNodeTime: true,
    // One query asks for all idle workers, instead of one each.
    preset: { worker: { localQueue: { size: CONCURRENCY } } },
    taskList: {
      run: (payload) => workOnRun(context, z.object({ runId: z.string() }).parse(payload).runId),
      tick: (_payload, { job }) =>
        inTransaction(context.pool, async (tx) => {
          await tick(context, tx, new Date(job.run_at));
          await scheduleTick(tx, context.now(), 'replace');
        }),
    },
  });
}

/** Asks for the next full minute. An overdue minute of before is kept by `unsafe_dedupe`. */
async function scheduleTick(tx: pg.PoolClient, now: Date, mode: 'replace' | 'unsafe_dedupe'): Promise<void> {
  await tx.query(
    `select from ${WORKER_SCHEMA}.add_job('tick', run_at := $1, job_key := 'tick', job_key_mode := $2)`,
    [nextMinute(now), mode],
  );
}

async function keepSyncing({ registry }: EngineContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(SYNC_MS, signal);
    if (!signal.aborted) await registry.refresh(0);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}

function quietLogger(log: (line: string) => void): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log(`queue: ${message.replace(/\s*\n\s*/g, ' ')}`);
  });
}
