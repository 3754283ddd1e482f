import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing/test-database.ts';

const script = fileURLToPath(new URL('./reconcile.ts', import.meta.url));

let database: TestDatabase;
let provider: Server;
let answer: { status: number; body: object };
const emptyPage = { status: 200, body: { lines: [], next_cursor: null, has_more: false } };
beforeAll(async () => {
  database = await createTestDatabase();
  provider = createServer((_request, response) => {
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  provider.close();
  provider.closeAllConnections();
  await database.drop();
});

function run(...args: string[]): Promise<{ code: number; output: string }> {
  const address = provider.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    PAYMENT_GATEWAY_URL: `http://127.0.0.1:${address.port}`,
    PAYMENT_GATEWAY_KEY: 'a-key-for-tests-only',
    SHOP_URL: 'http://shop.test',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

test('ends with 0 when both books agree', async () => {
  answer = emptyPage;
  const { code, output } = await run();
  expect(output).toContain('No case is open.');
  expect(code).toBe(0);
});

test('ends with 2 and says why when the arguments are wrong or the provider is away', async () => {
  answer = emptyPage;
  expect(await run('--from', 'yesterday')).toMatchObject({
    code: 2,
    output: expect.stringMatching(/^reconcile: --from: "yesterday"/),
  });
  answer = { status: 503, body: {} };
  expect(await run()).toMatchObject({ code: 2, output: expect.stringContaining('run it again later') });
});

test('ends with 1 and names every open case', async () => {
  const line = {
    id: 'line_1',
    type: 'charge',
    payment_id: 'pay_ghost',
    idempotency_key: 'ghost',
    merchant_order_id: 'nobody',
    amount_minor: 5,
    currency: 'KRW',
    posted_at: '2026-11-22T00:00:00Z',
  };
  answer = { status: 200, body: { lines: [line], next_cursor: 'a', has_more: false } };
  const { code, output } = await run('--from', '2026-11-01T00:00:00Z');
  expect(output).toContain('orphan  line:line_1');
  expect(output).toContain('"key":"ghost"');
  expect(code).toBe(1);
});
