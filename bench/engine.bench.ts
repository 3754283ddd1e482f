import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '#db/embedded-postgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { findFreePort } from '#db/testing/free-port.ts';
import { spawnEngine } from '#inngest/embedded/testing/engine-process.ts';
import { EVENT_KEY, SIGNING_KEY } from '#inngest/embedded/testing/test-shop.ts';

/*
 * What the embedded engine's promises are worth on this machine: engine, shop and PostgreSQL as separate
 * processes, PostgreSQL durable. Run with `node bench/engine.bench.ts` (about a minute). Prints, asserts nothing.
 */

const quiet = () => {};
const folder = await mkdtemp(path.join(tmpdir(), 'bookstore-bench-'));
const postgres = await startEmbeddedPostgres({
  dataDir: folder,
  port: await findFreePort(),
  log: quiet,
  note: quiet,
});
await migrateDatabase(postgres.url);
const pool = new pg.Pool({ connectionString: postgres.url, max: 4 });
const shop = fork(fileURLToPath(new URL('./engine-shop.ts', import.meta.url)), [SIGNING_KEY], {
  execArgv: [],
});
const [address] = await once(shop, 'message');
const port = await findFreePort();
const spawn = () =>
  spawnEngine({ databaseUrl: postgres.url, serveUrl: `http://127.0.0.1:${address.port}/api/inngest`, port });
let engine = await spawn();
await engine.printed('synced');

async function send(events: object[]): Promise<void> {
  const response = await fetch(`${engine.url}/e/${EVENT_KEY}`, {
    method: 'POST',
    body: JSON.stringify(events),
  });
  if (!response.ok) throw new Error(`the engine answered ${response.status}: ${await response.text()}`);
}

/** Outputs of all finished runs, once none is running. */
async function outputs<T>(functionId: string): Promise<T[]> {
  for (;;) {
    const { rows } = await pool.query<{ status: string; output: T }>(
      'select status, output from inngest_embedded.runs where function_id = $1 order by created_at',
      [functionId],
    );
    if (rows.every(({ status }) => status !== 'running')) return rows.map(({ output }) => output);
    await sleep(20);
  }
}

async function stepGaps(runs: number): Promise<number[]> {
  await pool.query(`delete from inngest_embedded.runs where function_id = 'bench-steps'`);
  for (let run = 0; run < runs; run++) {
    await send([{ name: 'steps' }]);
    await outputs('bench-steps');
  }
  const moments = await outputs<number[]>('bench-steps');
  return moments.flatMap((run) => run.slice(1).map((moment, index) => moment - (run[index] ?? 0)));
}

function row(what: string, values: number[], unit = 'ms') {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return { what, n: values.length, median: at(0.5), p95: at(0.95), most: at(1), unit };
}

/** Processor time the engine has used so far, in ms. */
async function engineCpu(): Promise<number> {
  const fields = (await readFile(`/proc/${engine.child.pid}/stat`, 'utf8')).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

const table: ReturnType<typeof row>[] = [];
await stepGaps(3);
table.push(row('one step to the next, nothing else running', await stepGaps(15)));

const lateness: number[] = [];
for (let n = 0; n < 10; n++) {
  await send([{ name: 'nap', data: { ms: 1_000 } }]);
  await sleep(130);
}
const woken = await outputs<number>('bench-nap');
const due = await pool.query<{ due: Date }>(
  `select steps.wake_at as due from inngest_embedded.steps join inngest_embedded.runs on runs.id = run_id
   where kind = 'sleep' order by runs.created_at`,
);
for (const [index, { due: moment }] of due.rows.entries()) {
  lateness.push((woken[index] ?? Number.NaN) - moment.getTime());
}
table.push(row('end of a sleep after its time', lateness));

const restarts: number[] = [];
for (let n = 0; n < 5; n++) {
  await pool.query(`delete from inngest_embedded.runs where function_id = 'bench-nap'`);
  await send([{ name: 'nap', data: { ms: 1_000 } }]);
  await sleep(500);
  await engine.kill();
  await sleep(700);
  const restarted = Date.now();
  engine = await spawn();
  restarts.push(((await outputs<number>('bench-nap'))[0] ?? Number.NaN) - restarted);
}
table.push(row('start after kill −9 to the step that was due', restarts));

const SLEEPERS = 10_000;
const BATCH = 500;
const wakeAt = Date.now() + 60_000;
const accepting = Date.now();
for (let n = 0; n < SLEEPERS; n += BATCH) await send(Array(BATCH).fill({ name: 'later', ts: wakeAt }));
table.push(row(`accepting ${SLEEPERS} events, ${BATCH} at a time`, [Date.now() - accepting]));
await sleep(500);
const cpu = await engineCpu();
await sleep(5_000);
table.push(row(`processor time per second, ${SLEEPERS} runs asleep`, [((await engineCpu()) - cpu) / 5]));
table.push(row(`one step to the next, ${SLEEPERS} runs asleep`, await stepGaps(10)));

const WORKED_OFF_MS = 10_000;
await sleep(Math.max(0, wakeAt - Date.now()));
await sleep(WORKED_OFF_MS);
const { rows } = await pool.query<{ count: string }>(
  `select count(*) from inngest_embedded.runs where function_id = 'bench-later' and status = 'completed'`,
);
const perSecond = (Number(rows[0]?.count) * 1_000) / WORKED_OFF_MS;
table.push(row(`backlog of ${SLEEPERS} worked off`, [perSecond], 'runs/s'));
console.table(table);

shop.disconnect();
await engine.kill();
await pool.end();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
