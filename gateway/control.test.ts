import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => gateway.sim('POST', '/_sim/reset'));
afterAll(() => gateway.stop());

const script = (target: object, lists: object) => gateway.sim('PUT', '/_sim/scripts', { target, ...lists });
const declined = { kind: 'declined' };
const paid = { kind: 'paid' };

async function statuses(keys: string[], token: string): Promise<number[]> {
  const all: number[] = [];
  for (const key of keys) all.push((await gateway.charge(key, token)).status);
  return all;
}

test('a token script is used up over all keys that pay with it, and its last behaviour repeats', async () => {
  await script({ token: 'tok_script_second_time' }, { charge: [declined, paid] });
  expect(await statuses(['pay:1:1', 'pay:1:2', 'pay:1:3'], 'tok_script_second_time')).toEqual([
    402, 200, 200,
  ]);
});

test('a token script also steers the reads, voids and refunds of the keys that came with it', async () => {
  await script(
    { token: 'tok_script_blind' },
    {
      charge: [{ kind: 'error', status: 500, applies: false }],
      status: [{ kind: 'error', status: 502 }],
      void: [{ kind: 'error', status: 504, applies: true }],
    },
  );
  expect((await gateway.charge('k', 'tok_script_blind')).status).toBe(500);
  expect((await gateway.byKey('k')).status).toBe(502);
  expect((await gateway.voidKey('k')).status).toBe(504);
  expect((await gateway.charge('k', 'tok_script_blind')).status).toBe(410);
});

test('the narrowest script wins: key, then the longest prefix, then order, then token', async () => {
  const coded = (code: string) => ({ charge: [{ kind: 'declined', code }] });
  await script({ token: 'tok_script_x' }, coded('token'));
  const codeOf = async (key: string) => (await gateway.charge(key, 'tok_script_x')).body;
  expect(await codeOf('pay:a:1')).toMatchObject({ code: 'token' });
  await script({ merchantOrderId: 'order-of-pay:a:2' }, coded('order'));
  expect(await codeOf('pay:a:2')).toMatchObject({ code: 'order' });
  await script({ keyPrefix: 'pay:' }, coded('short'));
  await script({ keyPrefix: 'pay:a:' }, coded('long'));
  expect(await codeOf('pay:a:3')).toMatchObject({ code: 'long' });
  await script({ key: 'pay:a:4' }, coded('key'));
  expect(await codeOf('pay:a:4')).toMatchObject({ code: 'key' });
});

test('a script wins over a test token, and lanes without a list stay with the profile', async () => {
  await script({ key: 'k' }, { status: [{ kind: 'not_found' }] });
  expect((await gateway.charge('k', 'tok_declined')).status).toBe(402);
  expect((await gateway.byKey('k')).status).toBe(404);
  await script({ key: 'k2' }, { charge: [paid] });
  expect((await gateway.charge('k2', 'tok_declined')).status).toBe(200);
});

test('writing a script again starts it again', async () => {
  for (const _round of [1, 2]) {
    await script({ keyPrefix: 'pay:' }, { charge: [declined, paid] });
    const fresh = String(_round);
    expect(await statuses([`pay:${fresh}:1`, `pay:${fresh}:2`], 'tok_random')).toEqual([402, 200]);
  }
  expect(await gateway.sim('GET', '/_sim/scripts')).toMatchObject({
    scripts: [{ lane: 'charge', position: 2 }],
  });
});

test.each([
  ['an unknown behaviour', { target: { key: 'k' }, charge: [{ kind: 'explode' }] }],
  ['an empty list', { target: { key: 'k' }, charge: [] }],
  ['an unknown lane', { target: { key: 'k' }, charged: [paid] }],
  ['two targets at once', { target: { key: 'k', token: 'tok_script_x' }, charge: [paid] }],
  ['a token outside the script names', { target: { token: 'tok_paid' }, charge: [declined] }],
  ['a fault that does not say whether it charges', { target: { key: 'k' }, charge: [{ kind: 'timeout' }] }],
])('a script with %s is refused', async (_what, body) => {
  await expect(gateway.sim('PUT', '/_sim/scripts', body)).rejects.toThrow('400');
});

test('calls are counted per lane and key, replays too, and draws only where something was decided', async () => {
  await script({ key: 'k' }, { charge: [{ kind: 'not_processed' }, paid] });
  await statuses(['k', 'k', 'k'], 'tok_random');
  await gateway.byKey('k');
  await gateway.voidKey('k');
  const { calls } = z
    .object({ calls: z.array(z.object({ lane: z.string(), calls: z.number(), draws: z.number() })) })
    .parse(await gateway.sim('GET', '/_sim/calls?key=k'));
  const of = (lane: string) => calls.find((row) => row.lane === lane);
  expect(of('charge')).toMatchObject({ calls: 3, draws: 2 });
  expect(of('status')).toMatchObject({ calls: 1 });
  expect(of('void')).toMatchObject({ calls: 1 });
});

test('the same seed and keys give the same run, another seed another one', async () => {
  const keys = Array.from({ length: 40 }, (_, n) => `pay:${n}:1`);
  const run = async (seed: string) => {
    await gateway.sim('POST', '/_sim/reset');
    await gateway.sim('PUT', '/_sim/settings', { seed, profile: 'seed', clockScale: 1000 });
    const answers = await Promise.all(keys.map((key) => gateway.charge(key, 'tok_random')));
    return {
      statuses: answers.map(({ status }) => status),
      sums: new Set((await gateway.sums()).map((s) => s.merchant_order_id)),
    };
  };
  const first = await run('a');
  expect(await run('a')).toEqual(first);
  expect(await run('b')).not.toEqual(first);
});

test('a re-send after processed:false is a new draw, and the draws of a key repeat in every run', async () => {
  const run = async () => {
    await gateway.sim('POST', '/_sim/reset');
    await gateway.sim('PUT', '/_sim/settings', { profile: 'seed', seed: 'a', clockScale: 10_000 });
    const keys = Array.from({ length: 60 }, (_, n) => `pay:${n}:1`);
    return Promise.all(keys.map((key) => statuses([key, key, key], 'tok_random')));
  };
  const first = await run();
  expect(first.some(([one, two]) => one === 503 && two !== 503)).toBe(true);
  expect(await run()).toEqual(first);
});

test('down answers 503 to everything and lets nothing happen; recovery is a change of profile', async () => {
  await gateway.sim('PUT', '/_sim/settings', { profile: 'down' });
  const answers = [
    await gateway.charge('k', 'tok_random'),
    await gateway.byKey('k'),
    await gateway.voidKey('k'),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(503);
    expect(body).not.toHaveProperty('processed');
  }
  await gateway.sim('PUT', '/_sim/settings', { profile: 'calm' });
  expect((await gateway.charge('k', 'tok_random')).status).toBe(200);
  expect(await gateway.sums()).toMatchObject([{ charges: 1 }]);
});

test('the clock steps forward only, and settings refuse what they do not know', async () => {
  const before = Date.now();
  const { now } = z
    .object({ now: z.string() })
    .parse(await gateway.sim('POST', '/_sim/clock/step', { ms: 86_400_000 }));
  expect(Date.parse(now)).toBeGreaterThanOrEqual(before + 86_400_000);
  await expect(gateway.sim('POST', '/_sim/clock/step', { ms: -1 })).rejects.toThrow('400');
  await expect(gateway.sim('PUT', '/_sim/settings', { profile: 'kind' })).rejects.toThrow('400');
  await expect(gateway.sim('PUT', '/_sim/settings', { clockScale: 0 })).rejects.toThrow('400');
  await expect(gateway.sim('PUT', '/_sim/settings', { sed: 'x' })).rejects.toThrow('400');
});

test('the public API knows no control route, and the public key opens no control route', async () => {
  expect((await gateway.call('/_sim/settings')).status).toBe(404);
});

test('settings, scripts and their positions survive a restart; reset forgets them', async () => {
  await gateway.sim('PUT', '/_sim/settings', { seed: 'other', voidUnseen: 'not_found' });
  await script({ keyPrefix: 'pay:' }, { charge: [declined, paid] });
  await gateway.charge('pay:1', 'tok_random');
  await gateway.restart();
  expect(await gateway.sim('GET', '/_sim/settings')).toMatchObject({
    seed: 'other',
    profile: 'calm',
    voidUnseen: 'not_found',
  });
  expect((await gateway.charge('pay:2', 'tok_random')).status).toBe(200);
  await gateway.sim('POST', '/_sim/reset');
  expect(await gateway.sim('GET', '/_sim/settings')).toMatchObject({ seed: 'test', voidUnseen: 'tombstone' });
  expect(await gateway.sim('GET', '/_sim/scripts')).toMatchObject({ scripts: [] });
  expect((await gateway.byKey('pay:1')).status).toBe(404);
});

test('truth can be asked for one order and shows what is decided but not due', async () => {
  await script({ key: 'k' }, { charge: [{ kind: 'pending', afterMs: 60_000, succeeds: false }] });
  await gateway.charge('k', 'tok_random');
  await gateway.charge('other', 'tok_paid');
  expect(await gateway.sim('GET', '/_sim/truth?merchant_order_id=order-of-k')).toMatchObject({
    payments: [{ key: 'k', status: 'processing', outcome: 'declined' }],
    ledger: [],
    orders: [],
  });
});

test('under hostile nothing stays open for ever and the ledger explains every payment', async () => {
  await gateway.sim('PUT', '/_sim/settings', { profile: 'hostile', clockScale: 1000 });
  const keys = Array.from({ length: 100 }, (_, n) => `pay:${n}:1`);
  await Promise.all(
    keys.map((key) =>
      gateway.charge(key, 'tok_random', { signal: AbortSignal.timeout(300) }).catch(() => 'no answer'),
    ),
  );
  await Promise.all(keys.map((key) => gateway.voidKey(key).catch(() => 'no answer')));
  await gateway.sim('POST', '/_sim/clock/step', { ms: 86_400_000 });
  const { payments, ledger } = z
    .object({
      payments: z.array(z.object({ id: z.string(), key: z.string(), status: z.string() })),
      ledger: z.array(z.object({ payment_id: z.string(), type: z.string() })),
    })
    .parse(await gateway.sim('GET', '/_sim/truth'));
  for (const payment of payments) {
    const lines = ledger.filter((line) => line.payment_id === payment.id).map(({ type }) => type);
    const explained = {
      paid: lines.join() === 'charge',
      declined: lines.length === 0,
      voided: lines.length === 0 || lines.join() === 'charge,reversal',
    };
    expect([payment, lines]).toSatisfy(() =>
      Object.entries(explained).some(([s, ok]) => s === payment.status && ok),
    );
  }
  expect(payments.filter(({ id }) => id.endsWith('_2')).length).toBeGreaterThan(0);
});
