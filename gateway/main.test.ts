import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { testSecret } from './testing/test-gateway.ts';

// A deadline for a busy machine, not a promise: every wait is for a condition.
vi.setConfig({ testTimeout: 20_000 });
const patience = { timeout: 10_000 };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

interface Running {
  child: ChildProcess;
  readyLine: string;
  call(path: string, init?: RequestInit): Promise<unknown>;
  sim(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown>;
}

async function start(): Promise<Running> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
    env: {
      NODE_ENV: 'test',
      PAYMENT_GATEWAY_KEY: 'api-key',
      PAYMENT_WEBHOOK_SECRET: testSecret,
      GATEWAY_CONTROL_KEY: 'control-key',
      GATEWAY_DATA_DIR: dataDir,
      GATEWAY_PORT: '0',
      GATEWAY_CONTROL_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  if (!child.stdout) throw new Error('the child has no output');
  const [chunk] = await once(child.stdout, 'data');
  const readyLine = String(chunk);
  const [, url, controlPort] = /on (\S+) \(control (\d+)/.exec(readyLine) ?? [];
  const fetchJson = async (target: string, bearer: string, init: RequestInit) =>
    (
      await fetch(target, { ...init, headers: { ...init.headers, authorization: `Bearer ${bearer}` } })
    ).json();
  return {
    child,
    readyLine,
    call: (path, init = {}) => fetchJson(`${url}${path}`, 'api-key', init),
    sim: (method, path, body) =>
      fetchJson(`http://127.0.0.1:${controlPort}${path}`, 'control-key', {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
  };
}

/** Milliseconds until the process is gone, and how it ended. */
async function ended({ child }: Running): Promise<{ ms: number; code: unknown }> {
  const from = performance.now();
  const [code] = await once(child, 'exit');
  return { ms: performance.now() - from, code };
}

const charge = (running: Running, token: string) =>
  running.call('/v1/payments', {
    method: 'POST',
    headers: { 'idempotency-key': 'pay:1:1' },
    body: JSON.stringify({ merchant_order_id: 'o', amount_minor: 100, currency: 'KRW', token }),
  });

test('says in one line where it is and with which profile', async () => {
  const running = await start();
  expect(running.readyLine).toMatch(
    /^simulator ready on http:\/\/127\.0\.0\.1:\d+ \(control \d+, profile seed\)\n$/,
  );
});

test('kill -9 with a pending slow charge: after a restart it has settled at the moment on file', async () => {
  const first = await start();
  const slow = { kind: 'slow', settleAfterMs: 60_000, answerAfterMs: 60_000 };
  await first.sim('PUT', '/_sim/scripts', { target: { key: 'pay:1:1' }, charge: [slow] });
  const held = charge(first, 'tok_random').catch(() => 'cut');
  await expect
    .poll(() => first.call('/v1/payments/by-key/pay:1:1'), patience)
    .toMatchObject({ payment: { status: 'processing' } });
  const gone = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await gone;
  expect(await held).toBe('cut');

  const second = await start();
  expect(await second.call('/v1/payments/by-key/pay:1:1')).toMatchObject({
    payment: { status: 'processing' },
  });
  await second.sim('POST', '/_sim/clock/step', { ms: 3_600_000 });
  expect(await second.call('/v1/payments/by-key/pay:1:1')).toMatchObject({ payment: { status: 'paid' } });
  const { payments, ledger } = z
    .object({
      payments: z.array(z.object({ settle_at: z.number(), settled_at: z.number(), created_at: z.number() })),
      ledger: z.array(z.object({ occurred_at: z.string(), type: z.string() })),
    })
    .parse(await second.sim('GET', '/_sim/truth'));
  const [payment] = payments;
  expect(payment?.settled_at).toBe((payment?.created_at ?? 0) + 60_000);
  expect(ledger).toMatchObject([
    { type: 'charge', occurred_at: new Date(payment?.settled_at ?? 0).toISOString() },
  ]);
});

test('a charge that was answered is there after kill -9', async () => {
  const first = await start();
  await charge(first, 'tok_paid');
  const gone = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await gone;
  const second = await start();
  expect(await second.call('/v1/payments/by-key/pay:1:1')).toMatchObject({ payment: { status: 'paid' } });
});

test('SIGTERM ends it within 2 s although calls are open; SIGINT does not', async () => {
  const running = await start();
  const held = charge(running, 'tok_unknown_lost').catch(() => 'cut');
  running.child.kill('SIGINT');
  await expect
    .poll(() => running.sim('GET', '/_sim/calls?key=pay:1:1'), patience)
    .toMatchObject({ calls: [{ calls: 1 }] });
  const end = ended(running);
  running.child.kill('SIGTERM');
  const { ms, code } = await end;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(2000);
  expect(await held).toBe('cut');
});

test('ends when its supervisor is gone', async () => {
  const running = await start();
  const end = ended(running);
  running.child.disconnect();
  expect((await end).code).toBe(0);
});
