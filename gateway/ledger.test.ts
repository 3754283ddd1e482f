import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type LedgerLine, ledgerAnswer, ledgerLine } from './contract.ts';
import { openStore } from './store.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => gateway.sim('POST', '/_sim/reset'));
afterAll(() => gateway.stop());

async function read(query = ''): Promise<z.infer<typeof ledgerAnswer>> {
  return ledgerAnswer.parse((await gateway.call(`/v1/ledger${query}`)).body);
}

/** Pages through everything that is new since the cursor. */
async function readOn(cursor: string | null): Promise<{ lines: LedgerLine[]; cursor: string | null }> {
  const lines: LedgerLine[] = [];
  for (let at = cursor; ; ) {
    const page = await read(`?limit=7${at ? `&cursor=${at}` : ''}`);
    lines.push(...page.lines);
    at = page.next_cursor;
    if (!page.has_more) return { lines, cursor: at };
  }
}

test('pages by cursor give every line once, in the order of posting, and the cursor goes on later', async () => {
  expect(await readOn(null)).toEqual({ lines: [], cursor: null });
  for (let n = 0; n < 20; n++) await gateway.charge(`k${n}`, 'tok_paid');
  const first = await readOn(null);
  expect(first.lines.map((line) => line.idempotency_key)).toEqual(
    Array.from({ length: 20 }, (_, n) => `k${n}`),
  );
  await gateway.charge('later', 'tok_paid');
  const second = await readOn(first.cursor);
  expect(second.lines.map((line) => line.idempotency_key)).toEqual(['later']);
  expect((await readOn(second.cursor)).lines).toEqual([]);
});

test('a late line appears under a later posted_at, behind no cursor', async () => {
  const posting = [{ kind: 'late', afterMs: 3_600_000 }];
  await gateway.sim('PUT', '/_sim/scripts', { target: { key: 'late' }, posting });
  await gateway.charge('late', 'tok_paid');
  await gateway.charge('prompt', 'tok_paid');
  const before = await readOn(null);
  expect(before.lines.map((line) => line.idempotency_key)).toEqual(['prompt']);
  await gateway.sim('POST', '/_sim/clock/step', { ms: 3_600_000 });
  const [line] = (await readOn(before.cursor)).lines;
  expect(line?.idempotency_key).toBe('late');
  expect(Date.parse(line?.posted_at ?? '') - Date.parse(line?.occurred_at ?? '')).toBeGreaterThanOrEqual(
    3_600_000,
  );
});

test('from and to bound the time of posting, half open', async () => {
  await gateway.charge('a', 'tok_paid');
  await gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });
  await gateway.charge('b', 'tok_paid');
  const [a, b] = (await read()).lines;
  const keys = async (query: string) => (await read(query)).lines.map((line) => line.idempotency_key);
  expect(await keys(`?from=${a?.posted_at}&to=${b?.posted_at}`)).toEqual(['a']);
  expect(await keys(`?from=${b?.posted_at}`)).toEqual(['b']);
});

test.each(['?cursor=nonsense', '?from=yesterday', '?limit=0', '?limit=1001'])('400 for %s', async (query) => {
  expect((await gateway.call(`/v1/ledger${query}`)).status).toBe(400);
});

test('lines are immutable in the store itself', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gateway-test-'));
  const store = openStore(dir);
  store.sql
    .run`INSERT INTO ledger (type, payment_id, key, merchant_order_id, amount_minor, currency, occurred_at,
    posted_at) VALUES ('charge', 'p', 'k', 'o', 1, 'KRW', 0, 0)`;
  expect(() => store.sql.run`UPDATE ledger SET amount_minor = 2`).toThrow('immutable');
  store.close();
  rmSync(dir, { recursive: true });
});

test('lines nobody ordered can be put in: orphans, doubles, other amounts', async () => {
  const line = { type: 'charge', key: 'ghost', paymentId: 'pay_ghost', merchantOrderId: 'o', amountMinor: 5 };
  await gateway.sim('POST', '/_sim/ledger', line);
  expect((await read()).lines).toMatchObject([{ payment_id: 'pay_ghost', amount_minor: 5, refund_id: null }]);
});

test('the ledger fails when the provider is down', async () => {
  await gateway.sim('PUT', '/_sim/settings', { profile: 'down' });
  expect((await gateway.call('/v1/ledger')).status).toBe(503);
});

test('under seed every paid payment has exactly one line, and no other payment has any', async () => {
  await gateway.sim('PUT', '/_sim/settings', { profile: 'seed', clockScale: 1000 });
  const keys = Array.from({ length: 60 }, (_, n) => `pay:${n}:1`);
  await Promise.all(keys.map((key) => gateway.charge(key, 'tok_random')));
  const truth = z
    .object({
      payments: z.array(z.object({ key: z.string(), status: z.string() })),
      ledger: z.array(ledgerLine),
    })
    .parse(await gateway.sim('GET', '/_sim/truth'));
  const paid = truth.payments.filter(({ status }) => status === 'paid').map(({ key }) => key);
  const charged = (await readOn(null)).lines.map((line) => line.idempotency_key);
  expect(paid.length).toBeGreaterThan(20);
  expect([...charged].sort()).toEqual([...paid].sort());
});
