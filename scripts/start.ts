/*
 * `npm start` and `npm run dev`: sets everything up, keeps it running, stops it in order.
 * docs/adr/0002-one-command-start.md says why it is built like this.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateDatabase } from '#db/migrate.ts';
import type { PostgresProcessArguments, PostgresProcessReport } from '#db/postgres-process.ts';
import { seedDatabase } from '#db/seed/seed.ts';
import { SETTING_NAMES } from '#server/env.ts';
import { keepShopEnvironment } from './shop-environment.ts';
import { buildShop, isBuildStale } from './supervisor/build.ts';
import { type Child, type ChildSpec, superviseChild } from './supervisor/child.ts';
import { findPort, waitForPort } from './supervisor/ports.ts';
import { loadSecrets } from './supervisor/secrets.ts';
import {
  chooseEmbedded,
  DEFAULT_PORTS,
  internalHost,
  type Ports,
  planEnvironments,
} from './supervisor/services.ts';
import { claimRun } from './supervisor/single-run.ts';

/** After a kill, the processes of that start need a moment to notice and let go of their ports. */
const KILLED_START_PATIENCE_MS = 3_000;
/** One Ctrl-C arrives up to three times: from the terminal and passed on by npm. Later ones are meant. */
const SAME_CTRL_C_MS = 500;

const root = fileURLToPath(new URL('..', import.meta.url));
const dev = process.argv.includes('--dev');

const envFile = path.join(root, '.env');
if (existsSync(envFile)) process.loadEnvFile(envFile);
const dataDir = path.resolve(root, process.env.DATA_DIR || '.data');
const logDir = path.join(dataDir, 'logs');
const host = process.env.HOST || '127.0.0.1';

const claim = await claimRun(dataDir);
if (claim.kind === 'taken') {
  console.error(
    `The shop already runs from this folder${claim.url ? `: ${claim.url}` : ' and is starting'}.`,
  );
  process.exit(1);
}
const { previousWasKilled, publishUrl, release } = claim;
await mkdir(logDir, { recursive: true });

/** Stopped from the last to the first. */
const children: Child[] = [];
const stopping = new AbortController();
let stoppingSince = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => onStopSignal(signal));
process.once('disconnect', () => onStopSignal('SIGTERM'));
// A closed terminal must not end the shop before it has stopped in order.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
  await start(previousWasKilled ? Date.now() + KILLED_START_PATIENCE_MS : 0);
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    await stopAll();
    process.exit(1);
  }
}

async function start(patientUntil: number): Promise<void> {
  const embedded = chooseEmbedded(process.env);
  const { secrets, fresh } = await loadSecrets(path.join(dataDir, 'secrets.json'), process.env);
  const ports = await choosePorts(patientUntil);

  const databaseUrl = embedded.postgres
    ? await startPostgres(ports.postgres)
    : await step('PostgreSQL', 'given by DATABASE_URL', async () => process.env.DATABASE_URL ?? '');
  await step('database', 'migrated and seeded', async () => {
    await migrateDatabase(databaseUrl);
    await seedDatabase(databaseUrl);
  });

  const env = planEnvironments({
    env: process.env,
    embedded,
    ports,
    secrets,
    databaseUrl,
    dataDir,
    host,
    dev,
  });
  if (!dev && (await isBuildStale(root))) {
    console.log('  … building the shop, about a minute');
    await step('shop', 'built', () =>
      buildShop(root, env.shop, path.join(logDir, 'build.log'), stopping.signal),
    );
  }
  if (embedded.gateway) {
    await startService('payment simulator', ports.gateway, '127.0.0.1', {
      module: path.join(root, 'gateway/main.ts'),
      env: env.gateway,
      logFile: path.join(logDir, 'gateway.log'),
      stopWithinMs: 500,
    });
  }
  if (embedded.engine) {
    await startService('durable engine', ports.engine, '127.0.0.1', {
      module: path.join(root, 'inngest/embedded/main.ts'),
      env: env.engine,
      logFile: path.join(logDir, 'engine.log'),
      stopWithinMs: 1_000,
    });
  }
  await startService('shop', ports.shop, internalHost(host), {
    module: path.join(root, 'scripts/next-server.ts'),
    env: env.shop,
    logFile: dev ? null : path.join(logDir, 'shop.log'),
    stopWithinMs: 1_500,
  });

  await keepShopEnvironment(dataDir, settingsOf(env.shop));
  const url = `http://${['127.0.0.1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host}:${ports.shop}`;
  publishUrl(url);
  console.log(`\n  Open ${url}`);
  if (fresh.has('ADMIN_PASSWORD')) {
    console.log(
      `  Admin: ${url}/admin, password ${secrets.ADMIN_PASSWORD} (kept in ${show(dataDir)}/secrets.json)`,
    );
  }
  console.log(`  Logs: ${show(logDir)}. Stop with Ctrl-C.\n`);
}

/** The shop's own settings, without the rest of the environment that it runs in. */
function settingsOf(shop: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(SETTING_NAMES.flatMap((name) => (shop[name] ? [[name, shop[name]]] : [])));
}

async function choosePorts(patientUntil: number): Promise<Ports> {
  const wanted: Ports = { ...DEFAULT_PORTS, shop: Number(process.env.PORT || DEFAULT_PORTS.shop) };
  const reserved = new Set<number>();
  const choose = async (name: string, preferred: number, at = '127.0.0.1') => {
    const port = await findPort(preferred, at, { reserved, patientUntil });
    if (port !== preferred) console.log(`  ! port ${preferred} (${name}) is taken; using ${port}`);
    reserved.add(port);
    return port;
  };
  return {
    shop: await choose('shop', wanted.shop, host),
    postgres: await choose('PostgreSQL', wanted.postgres),
    gateway: await choose('payment simulator', wanted.gateway),
    gatewayControl: await choose('simulator control', wanted.gatewayControl),
    engine: await choose('durable engine', wanted.engine),
  };
}

async function startPostgres(port: number): Promise<string> {
  const settings: PostgresProcessArguments = {
    dataDir: path.join(dataDir, 'postgres'),
    port,
    temporary: false,
  };
  let url = '';
  await step('PostgreSQL', `127.0.0.1:${port}`, () =>
    startChild({
      name: 'PostgreSQL',
      module: path.join(root, 'db/postgres-process.ts'),
      args: [JSON.stringify(settings)],
      env: process.env,
      logFile: path.join(logDir, 'postgres.log'),
      ownGroup: true,
      stopWithinMs: 1_500,
      ready: (child) =>
        new Promise<void>((resolve, reject) => {
          child.on('message', (report: PostgresProcessReport) => {
            if (report.kind === 'note') console.log(`  · ${report.text}`);
            if (report.kind === 'failed') reject(new Error(report.reason));
            if (report.kind !== 'ready') return;
            url = report.url;
            resolve();
          });
        }),
    }),
  );
  return url;
}

function startService(
  name: string,
  port: number,
  at: string,
  spec: Pick<ChildSpec, 'module' | 'env' | 'logFile' | 'stopWithinMs'>,
): Promise<void> {
  return step(name, `${at}:${port}`, () =>
    startChild({ ...spec, name, ready: (_, signal) => waitForPort(port, at, signal) }),
  );
}

async function startChild(spec: ChildSpec): Promise<void> {
  const child = superviseChild(spec, stopping.signal, (line) => console.log(`  ! ${line}`));
  children.push(child);
  await child.start();
}

/** Does one part of the start and says so when it is done. */
async function step<T>(name: string, detail: string, work: () => Promise<T>): Promise<T> {
  stopping.signal.throwIfAborted();
  const startedAt = Date.now();
  const result = await work();
  console.log(
    `  ✓ ${name.padEnd(18)} ${detail.padEnd(22)} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  return result;
}

function onStopSignal(signal: string): void {
  if (!stopping.signal.aborted) {
    stoppingSince = Date.now();
    console.log('\n  Stopping.');
    void stopAll().then(() => process.exit(0));
    return;
  }
  if (signal !== 'SIGINT' || Date.now() - stoppingSince < SAME_CTRL_C_MS) return;
  for (const child of children) child.kill();
  process.exit(1);
}

async function stopAll(): Promise<void> {
  stopping.abort();
  for (const child of children.toReversed()) await child.stop();
  release();
}

function show(directory: string): string {
  const relative = path.relative(process.cwd(), directory);
  return relative.startsWith('..') ? directory : relative;
}
