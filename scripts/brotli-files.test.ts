import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compressBuild, withBrotliFiles } from './brotli-files.ts';

const SCRIPT = 'console.log("느린책방");'.repeat(100);
let root: string;
let server: Server | undefined;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'bookstore-brotli-'));
  await mkdir(path.join(root, '.next/static/chunks'), { recursive: true });
  await writeFile(path.join(root, '.next/static/chunks/1a2b.js'), SCRIPT);
});
afterEach(async () => {
  server?.close();
  await rm(root, { recursive: true });
});

async function serve(): Promise<(file: string, encoding: string) => Promise<Response>> {
  server = createServer(withBrotliFiles(root, (_, response) => response.end('from Next')));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return (file, encoding) =>
    fetch(`http://127.0.0.1:${port}${file}`, { headers: { 'Accept-Encoding': encoding } });
}

test('a script of the build is sent as brotli, to be kept for a year', async () => {
  await compressBuild(root);
  const get = await serve();
  const response = await get('/_next/static/chunks/1a2b.js', 'gzip, deflate, br');
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('content-type')).toContain('javascript');
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(Number(response.headers.get('content-length'))).toBeLessThan(SCRIPT.length / 10);
  expect(await response.text()).toBe(SCRIPT);
});

test('Next answers browsers without brotli, and for all other addresses', async () => {
  await compressBuild(root);
  const get = await serve();
  expect(await (await get('/_next/static/chunks/1a2b.js', 'gzip')).text()).toBe('from Next');
  expect(await (await get('/_next/static/chunks/1a2b.js.br', 'br')).text()).toBe('from Next');
  expect(await (await get('/_next/static/../built-from', 'br')).text()).toBe('from Next');
  expect(await (await get('/', 'br')).text()).toBe('from Next');
});

test('Next answers for everything when the build was not compressed', async () => {
  const get = await serve();
  expect(await (await get('/_next/static/chunks/1a2b.js', 'br')).text()).toBe('from Next');
});
