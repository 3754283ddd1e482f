/*
 * The whole shop, as `npm start` runs it and by the same supervisor, on free ports with data of its own.
 * Everything ends with the process that booted it, however that ends: each child notices that its parent is
 * gone, and the database's process deletes the folder that holds the data of all.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateDatabase } from '#db/migrate.ts';
import type { PostgresProcessArguments, PostgresProcessReport } from '#db/postgres-process.ts';
import { seedDatabase } from '#db/seed/seed.ts';
import { findFreePort } from '#db/testing/free-port.ts';
import { type Child, type ChildSpec, superviseChild } from '../../scripts/supervisor/child.ts';
import { waitForPort } from '../../scripts/supervisor/ports.ts';
import { loadSecrets } from '../../scripts/supervisor/secrets.ts';
import { type Ports, planEnvironments } from '../../scripts/supervisor/services.ts';
import { connectSimulator, type Simulator } from './simulator.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const HOST = '127.0.0.1';

export interface Stack {
  shopUrl: string;
  databaseUrl: string;
  adminPassword: string;
  simulator: Simulator;
  /** Kills the shop's web server with SIGKILL. The supervisor starts it again. */
  killShop(): void;
  /** Ends every process and removes the data. */
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Divides the waits of the shop and of the provider alike; 1 is real time. */
  timeScale: number;
  /** Gets one log per process; kept after the end. */
  logDir: string;
}

/** Starts PostgreSQL, the simulator, the engine and the built shop, and resolves when all of them answer. */
export async function bootStack({ timeScale, logDir }: StackOptions): Promise<Stack> {
  await mkdir(logDir, { recursive: true });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bookstore-e2e-'));
  // mkdtemp closes the folder to everybody else; as root, the database runs under another account.
  await chmod(dataDir, 0o711);
  const ports = await findPorts();
  const { secrets } = await loadSecrets(path.join(dataDir, 'secrets.json'), noSettings());
  const children: Child[] = [];
  const stopping = new AbortController();
  const stop = async () => {
    stopping.abort();
    for (const child of children.toReversed()) await child.stop();
    // Where the database never came up, nobody else removes it.
    await rm(dataDir, { recursive: true, force: true });
  };
  const run = async (spec: Omit<ChildSpec, 'logFile'>) => {
    const logFile = path.join(logDir, `${spec.name.replaceAll(' ', '-')}.log`);
    const child = superviseChild({ ...spec, logFile }, stopping.signal, () => {});
    children.push(child);
    await child.start();
  };
  let killShop = () => {};

  try {
    const databaseUrl = await startDatabase(run, { dataDir, port: ports.postgres, temporary: true });
    await migrateDatabase(databaseUrl);
    await seedDatabase(databaseUrl);
    const env = planEnvironments({
      env: noSettings(),
      embedded: { postgres: true, gateway: true, engine: true },
      ports,
      secrets,
      databaseUrl,
      dataDir,
      host: HOST,
      dev: false,
    });
    await run({
      name: 'payment simulator',
      module: path.join(root, 'gateway/main.ts'),
      env: { ...env.gateway, GATEWAY_PROFILE: 'calm' },
      stopWithinMs: 2_000,
      ready: (_, signal) => waitForPort(ports.gatewayControl, HOST, signal),
    });
    const simulator = connectSimulator(`http://${HOST}:${ports.gatewayControl}`, secrets.GATEWAY_CONTROL_KEY);
    await simulator.scaleClock(timeScale);
    await run({
      name: 'durable engine',
      module: path.join(root, 'inngest/embedded/main.ts'),
      env: env.engine,
      stopWithinMs: 2_000,
      ready: (_, signal) => waitForPort(ports.engine, HOST, signal),
    });
    await run({
      name: 'shop',
      module: path.join(root, 'scripts/next-server.ts'),
      env: { ...env.shop, TIME_SCALE: String(timeScale) },
      stopWithinMs: 2_000,
      ready: (child, signal) => {
        killShop = () => child.kill('SIGKILL');
        return waitForPort(ports.shop, HOST, signal);
      },
    });
    const shopUrl = `http://${HOST}:${ports.shop}`;
    const adminPassword = secrets.ADMIN_PASSWORD;
    return { shopUrl, databaseUrl, adminPassword, simulator, killShop: () => killShop(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase(
  run: (spec: Omit<ChildSpec, 'logFile'>) => Promise<void>,
  settings: PostgresProcessArguments,
): Promise<string> {
  let url = '';
  await run({
    name: 'PostgreSQL',
    module: path.join(root, 'db/postgres-process.ts'),
    args: [JSON.stringify(settings)],
    env: noSettings(),
    ownGroup: true,
    stopWithinMs: 10_000,
    ready: (child) =>
      new Promise<void>((resolve, reject) => {
        child.on('message', (report: PostgresProcessReport) => {
          if (report.kind === 'failed') reject(new Error(report.reason));
          if (report.kind !== 'ready') return;
          url = report.url;
          resolve();
        });
      }),
  });
  return url;
}

async function findPorts(): Promise<Ports> {
  return {
    postgres: await findFreePort(),
    gateway: await findFreePort(),
    gatewayControl: await findFreePort(),
    engine: await findFreePort(),
    shop: await findFreePort(),
  };
}

/** What the developer's own shell sets for the shop must not reach the shop under test. */
function noSettings(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: process.env.PATH };
}
