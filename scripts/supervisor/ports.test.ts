import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { findFreePort } from '#db/testing/free-port.ts';
import { findPort, waitForPort } from './ports.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return server;
}

test('a free port is taken as it is', async () => {
  const port = await findFreePort();
  expect(await findPort(port, '127.0.0.1')).toBe(port);
});

test('a taken or reserved port is passed over', async () => {
  const port = await findFreePort();
  await occupy(port);
  expect(await findPort(port, '127.0.0.1', { reserved: new Set([port + 1]) })).toBeGreaterThan(port + 1);
});

test('a port that becomes free within the patience is taken after all', async () => {
  const port = await findFreePort();
  const server = await occupy(port);
  const found = findPort(port, '127.0.0.1', { patientUntil: Date.now() + 10_000 });
  server.close();
  expect(await found).toBe(port);
});

test('waiting ends when something listens', async () => {
  const port = await findFreePort();
  const ready = waitForPort(port, '127.0.0.1', new AbortController().signal);
  await occupy(port);
  await expect(ready).resolves.toBeUndefined();
});

test('waiting ends when it is called off', async () => {
  const called = new AbortController();
  const ready = waitForPort(await findFreePort(), '127.0.0.1', called.signal);
  called.abort();
  await expect(ready).rejects.toThrow(/abort/i);
});
