import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import type { PostgresProcessArguments, PostgresProcessReport } from './postgres-process.ts';
import { findFreePort } from './testing/free-port.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

test('data survives a stop, and the address and password stay the same', async () => {
  const start = await aCluster();
  const first = await start();
  await query(first.url, "create table kept as select 'here' as word");
  await first.stop();

  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'here' }]);
});

test('a lock file that names an unrelated living process does not stop the start', async () => {
  const start = await aCluster();
  await (await start()).stop();
  const cluster = path.join(start.dataDir, 'cluster');
  const dataDir = await realpath(cluster);
  await writeFile(
    path.join(cluster, 'postmaster.pid'),
    `${process.pid}\n${dataDir}\n1\n${start.port}\n\n127.0.0.1\n`,
  );

  expect(await query((await start()).url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server whose whole family was killed comes back with every committed row', async () => {
  const start = await aCluster();
  const owner = await startProcess(start);
  await query(owner.url, 'create table kept as select 1 as id');
  const server = await serverPid(start.dataDir);
  owner.child.kill('SIGKILL');
  process.kill(server, 'SIGKILL');
  await waitUntil(async () => !(await isAlive(server)));

  expect(await query((await start()).url, 'select id from kept')).toEqual([{ id: 1 }]);
});

test('a server left behind by a killed parent is stopped and replaced', async () => {
  const start = await aCluster();
  const owner = await startProcess(start);
  await query(owner.url, 'create table kept as select 1 as id');
  const orphan = await serverPid(start.dataDir);
  owner.child.kill('SIGKILL');
  await once(owner.child, 'exit');

  const next = await start();
  expect(start.notes.join()).toContain(`pid ${orphan}`);
  expect(await query(next.url, 'select id from kept')).toEqual([{ id: 1 }]);
});

test('the server stops by itself when the program that wanted it disappears', async () => {
  const start = await aCluster();
  const owner = await startProcess(start);
  const server = await serverPid(start.dataDir);
  owner.child.disconnect();

  await once(owner.child, 'exit');
  expect(await isAlive(server)).toBe(false);
});

test('the password is random, and only its owner can read it', async () => {
  const start = await aCluster();
  const { url } = await start();
  const withoutPassword = new URL(url);
  withoutPassword.password = '';
  await expect(query(withoutPassword.href, 'select 1')).rejects.toThrow(/password/);
  expect((await stat(path.join(start.dataDir, 'password'))).mode & 0o777).toBe(0o600);
});

test.runIf(process.getuid?.() === 0)(
  'root can keep a cluster below a folder that is closed to others',
  async () => {
    const start = await aCluster();
    await chmod(path.dirname(start.dataDir), 0o700);
    const first = await start();
    await query(first.url, 'create table kept as select 1 as id');
    await first.stop();
    expect(start.notes.join()).toContain('cannot enter');

    expect(await query((await start()).url, 'select id from kept')).toEqual([{ id: 1 }]);
    const home = path.dirname(await realpath(path.join(start.dataDir, 'cluster')));
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
    expect(await readdir(home).catch(() => 'gone')).toBe('gone');
  },
);

/** A place for one cluster; calling it starts the server there. Everything is stopped and removed afterwards. */
async function aCluster() {
  const parent = await mkdtemp(path.join(tmpdir(), 'bookstore-cluster-'));
  await chmod(parent, 0o711);
  const dataDir = path.join(parent, 'postgres');
  const port = await findFreePort();
  const notes: string[] = [];
  cleanUps.push(() => removeEmbeddedPostgres(parent));
  cleanUps.push(() => removeEmbeddedPostgres(dataDir));
  const start = async () => {
    const server = await startEmbeddedPostgres({
      dataDir,
      port,
      log: () => {},
      note: (line) => notes.push(line),
    });
    cleanUps.push(() => server.stop());
    return server;
  };
  return Object.assign(start, { dataDir, port, notes });
}

async function startProcess({
  dataDir,
  port,
}: {
  dataDir: string;
  port: number;
}): Promise<{ child: ChildProcess; url: string }> {
  const settings: PostgresProcessArguments = { dataDir, port, temporary: false };
  const child = fork(
    fileURLToPath(new URL('./postgres-process.ts', import.meta.url)),
    [JSON.stringify(settings)],
    {
      detached: true,
    },
  );
  cleanUps.push(async () => child.kill('SIGKILL'));
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', (report: PostgresProcessReport) => {
      if (report.kind === 'ready') resolve(report.url);
      if (report.kind === 'failed') reject(new Error(report.reason));
    });
  });
  return { child, url };
}

async function serverPid(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** A dead process that nobody has collected yet counts as dead. */
async function isAlive(pid: number): Promise<boolean> {
  if (process.platform === 'linux')
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== '';
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await client.unsafe(statement))];
  } finally {
    await client.end();
  }
}
