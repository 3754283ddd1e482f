import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Child, type ChildSpec, restartDelayMs, superviseChild } from './child.ts';

let folder: string;
let stopping: AbortController;
let said: string[];
let child: Child | undefined;
/** Process ids, one for each time the stub became ready. */
let pids: number[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bookstore-child-'));
  stopping = new AbortController();
  said = [];
  pids = [];
});
afterEach(async () => {
  stopping.abort();
  child?.kill();
  child = undefined;
  await rm(folder, { recursive: true });
});

/** A service of a few lines; it is ready when it sends a message. */
async function supervise(source: string, changes: Partial<ChildSpec> = {}): Promise<Child> {
  const module = path.join(folder, 'stub.ts');
  await writeFile(module, source);
  child = superviseChild(
    {
      name: 'stub',
      module,
      env: process.env,
      logFile: path.join(folder, 'stub.log'),
      stopWithinMs: 5_000,
      ready: async (process) => {
        await once(process, 'message');
        pids.push(process.pid ?? 0);
      },
      ...changes,
    },
    stopping.signal,
    (line) => said.push(line),
  );
  return child;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const OBEDIENT = `
  process.on('SIGINT', () => {});
  process.once('SIGTERM', () => { console.log('stopped as asked'); process.exit(0); });
  process.once('disconnect', () => process.exit(0));
  process.send('ready');
`;

test('a service is ready when it says so, and ends when it is asked to', async () => {
  const service = await supervise(OBEDIENT);
  await service.start();
  expect(pids).toHaveLength(1);
  stopping.abort();
  await service.stop();
  expect(await readFile(path.join(folder, 'stub.log'), 'utf8')).toContain('stopped as asked');
  expect(said).toEqual([]);
});

test('a service that dies is started again, and that is said in one line', async () => {
  const service = await supervise(OBEDIENT);
  await service.start();
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await until(() => pids.length === 2);
  await until(() => said.length === 2);
  expect(said).toEqual(['the stub ended with SIGKILL; starting it again in 0.5 s', 'the stub is back']);
  expect(pids[1]).not.toBe(pids[0]);
});

test('a service that fails at the start is reported with the end of its log', async () => {
  const service = await supervise(`console.error('the key is missing'); process.exit(3);`);
  await expect(service.start()).rejects.toThrow(/ended with exit code 3[\s\S]*the key is missing/);
});

test('a reason that the service gives for its failure is passed on', async () => {
  const service = await supervise(OBEDIENT, { ready: () => Promise.reject(new Error('disk full')) });
  await expect(service.start()).rejects.toThrow('disk full');
});

test('a service that does not want to end is ended', async () => {
  const service = await supervise(
    `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.send('ready');`,
    {
      stopWithinMs: 50,
    },
  );
  await service.start();
  stopping.abort();
  await service.stop();
  expect(isAlive(pids[0] ?? 0)).toBe(false);
});

test('a kill spares a service that has to end its own children', async () => {
  const service = await supervise(
    OBEDIENT.replace("once('disconnect', () =>", "once('disconnect', () => console.log('noticed') ??"),
    { ownGroup: true },
  );
  await service.start();
  stopping.abort();
  service.kill();
  await until(() => !isAlive(pids[0] ?? 0));
  expect(await readFile(path.join(folder, 'stub.log'), 'utf8')).toContain('noticed');
});

test('nothing is started again once the stop has begun', async () => {
  const service = await supervise(OBEDIENT);
  await service.start();
  stopping.abort();
  process.kill(pids[0] ?? 0, 'SIGTERM');
  await service.stop();
  expect(said).toEqual([]);
  expect(pids).toHaveLength(1);
});

describe('the delay before a restart', () => {
  test.each([
    [0, 500],
    [1, 1_000],
    [3, 4_000],
    [20, 30_000],
  ])('number %i is %i ms', (n, expected) => {
    expect(restartDelayMs(n)).toBe(expected);
  });
});
