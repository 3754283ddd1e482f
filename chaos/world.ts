import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { removeEmbeddedPostgres } from '#db/embedded-postgres.ts';
import { migrateDatabase } from '#db/migrate.ts';
import type { PostgresProcessArguments, PostgresProcessReport } from '#db/postgres-process.ts';
import { findFreePort } from '#db/testing/free-port.ts';
import { type Child, superviseChild } from '../scripts/supervisor/child.ts';
import { waitForPort } from '../scripts/supervisor/ports.ts';
import { loadSecrets } from '../scripts/supervisor/secrets.ts';
import { planEnvironments } from '../scripts/supervisor/services.ts';
import { type Control, createControl } from './provider.ts';
import { type BookForSale, type EventFaults, fillShelves, loseAndDoubleEvents } from './shelves.ts';
import { EDITED, type SourceEdit } from './source-edit.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type WorldOptions = {
  profile: string;
  seed: string;
  /** Divides every wait of shop, provider and crons; 1 is real time. */
  scale: number;
  events?: EventFaults;
  /** Pieces of source text that are replaced in the shop's process. */
  edits?: readonly SourceEdit[];
  /** SQL that is run on the migrated database before the shop starts. */
  sql?: readonly string[];
};

/** One part that can be killed and started again. */
export type Part = {
  start(): Promise<void>;
  /** Stops it and leaves it down. */
  stop(): Promise<void>;
  /** SIGKILL; its supervisor starts it again. */
  kill(): void;
};

export type World = {
  shopUrl: string;
  books: BookForSale[];
  sql: postgres.Sql;
  control: Control;
  parts: Record<'postgres' | 'provider' | 'engine' | 'shop', Part>;
  /** The last lines that each process has logged. */
  logs(): Promise<string>;
  /** Stops everything and deletes its files. */
  close(): Promise<void>;
};

/**
 * The engine's crons know only real minutes. These edits make its minute as short as every other wait of the run,
 * with each cron firing as often per scaled hour as it does per hour.
 */
function fasterCrons(scale: number): SourceEdit[] {
  const file = 'inngest/embedded/tick.ts';
  return [
    { file, find: 'const MINUTE_MS = 60_000;', replace: `const MINUTE_MS = ${Math.round(60_000 / scale)};` },
    {
      file,
      find: 'matches(cron, minute)',
      replace: `matches(cron, new Date(Math.round(minute.getTime() / MINUTE_MS) * 60_000))`,
    },
  ];
}

/** Starts a whole shop of its own with a provider: four real processes on free ports, in a temporary folder. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { profile, seed, scale, edits = [], sql: preparations = [] } = options;
  const { events = { lost: 0.04, doubled: 0.06 } } = options;
  const dir = await mkdtemp(path.join(tmpdir(), 'bookstore-chaos-'));
  // mkdtemp closes the folder to everybody else; as root, the database runs under another account.
  await chmod(dir, 0o711);
  const opened: { close(): Promise<unknown> }[] = [];
  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
    await removeEmbeddedPostgres(path.join(dir, 'postgres'));
    await rm(dir, { recursive: true, force: true });
  };

  try {
    const { secrets } = await loadSecrets(path.join(dir, 'secrets.json'), { NODE_ENV: 'production' });
    const ports = {
      postgres: await findFreePort(),
      gateway: await findFreePort(),
      gatewayControl: await findFreePort(),
      engine: await findFreePort(),
      shop: await findFreePort(),
    };
    const database = postgresPart(path.join(dir, 'postgres'), ports.postgres);
    opened.push({ close: database.stop });
    await database.start();
    const databaseUrl = database.url();
    await migrateDatabase(databaseUrl);
    const sql = postgres(databaseUrl, { max: 4, onnotice: () => {} });
    opened.push({ close: () => sql.end({ timeout: 1 }) });
    const books = await fillShelves(sql);
    await loseAndDoubleEvents(sql, events);
    for (const statement of preparations) await sql.unsafe(statement);

    const env = planEnvironments({
      env: { NODE_ENV: 'production', GATEWAY_PROFILE: profile, GATEWAY_SEED: seed },
      embedded: { postgres: true, gateway: true, engine: true },
      ports,
      secrets,
      databaseUrl,
      dataDir: dir,
      host: '127.0.0.1',
      dev: false,
    });
    const service = (name: keyof typeof env, port: number, module: string, own: readonly SourceEdit[]) => {
      const part = servicePart({
        name,
        port,
        args: [module, JSON.stringify(own), String(port)],
        edits: own.length,
        env: {
          ...env[name],
          TIME_SCALE: String(scale),
          LOG_LEVEL: 'warn',
        },
        logFile: path.join(dir, `${name}.log`),
      });
      opened.push({ close: part.stop });
      return part;
    };
    const control = createControl(`http://127.0.0.1:${ports.gatewayControl}`, secrets.GATEWAY_CONTROL_KEY);
    const provider = service('gateway', ports.gateway, 'gateway/main.ts', []);
    const engine = service('engine', ports.engine, 'inngest/embedded/main.ts', fasterCrons(scale));
    const shop = service('shop', ports.shop, 'chaos/shop.ts', edits);
    await Promise.all([provider.start(), engine.start(), shop.start()]);
    await control.set({ clockScale: scale });
    return {
      shopUrl: `http://127.0.0.1:${ports.shop}`,
      books,
      sql,
      control,
      parts: { postgres: database, provider, engine, shop },
      logs: () => readLogs(dir),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readLogs(dir: string): Promise<string> {
  const logs = ['gateway', 'engine', 'shop'].map(async (name) => {
    const lines = (await readFile(path.join(dir, `${name}.log`), 'utf8')).trimEnd().split('\n');
    return `\n  the end of ${name}.log\n${lines.slice(-25).join('\n')}`;
  });
  return (await Promise.all(logs)).join('\n');
}

function servicePart(spec: {
  name: string;
  port: number;
  args: string[];
  edits: number;
  env: NodeJS.ProcessEnv;
  logFile: string;
}): Part {
  let stopping = new AbortController();
  let child: Child | undefined;
  return {
    async start() {
      stopping = new AbortController();
      child = superviseChild(
        {
          name: spec.name,
          module: path.join(root, 'chaos/edit-source.ts'),
          args: spec.args,
          env: spec.env,
          logFile: spec.logFile,
          stopWithinMs: 2_000,
          async ready(process, signal) {
            let missing = spec.edits;
            const edited = new Promise<void>((resolve) => {
              if (missing === 0) resolve();
              process.on('message', (message) => {
                if (message === EDITED && --missing === 0) resolve();
              });
            });
            await Promise.all([edited, waitForPort(spec.port, '127.0.0.1', signal)]);
          },
        },
        stopping.signal,
        () => {},
      );
      await child.start();
    },
    async stop() {
      stopping.abort();
      await child?.stop();
    },
    kill: () => child?.kill(),
  };
}

/** A cluster that can be stopped and started again on the same data and port. */
function postgresPart(dataDir: string, port: number): Part & { url(): string } {
  let running: ReturnType<typeof fork> | undefined;
  let url = '';
  return {
    url: () => url,
    async start() {
      const settings: PostgresProcessArguments = { dataDir, port, temporary: false };
      const module = path.join(root, 'db/postgres-process.ts');
      const child = fork(module, [JSON.stringify(settings)], {
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      running = child;
      url = await new Promise<string>((resolve, reject) => {
        child.on('message', (report: PostgresProcessReport) => {
          if (report.kind === 'ready') resolve(report.url);
          if (report.kind === 'failed') reject(new Error(report.reason));
        });
        child.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}`)));
      });
    },
    async stop() {
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const gone = once(running, 'exit');
      running.kill('SIGTERM');
      await gone;
    },
    kill: () => running?.kill('SIGKILL'),
  };
}
