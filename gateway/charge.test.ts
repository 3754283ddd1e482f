import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { errorAnswer, paymentAnswer } from './contract.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => gateway.sim('POST', '/_sim/reset'));
afterAll(() => gateway.stop());

const script = (key: string, ...charge: object[]) =>
  gateway.sim('PUT', '/_sim/scripts', { target: { key }, charge });

test('200 paid: one charge, in the ledger with the amount', async () => {
  const answer = await gateway.charge('k', 'tok_paid');
  expect(answer.status).toBe(200);
  expect(paymentAnswer.parse(answer.body).payment).toMatchObject({
    status: 'paid',
    idempotency_key: 'k',
    merchant_order_id: 'order-of-k',
    amount_minor: 18_900,
    currency: 'KRW',
  });
  expect(await gateway.sums()).toMatchObject([
    { merchant_order_id: 'order-of-k', charges: 1, net_minor: 18_900 },
  ]);
});

test('402 declined: final for the key, with a code, and no money moved', async () => {
  const first = await gateway.charge('k', 'tok_declined');
  expect(first.status).toBe(402);
  expect(errorAnswer.parse(first.body)).toMatchObject({
    code: 'insufficient_funds',
    payment: { status: 'declined' },
  });
  const again = await gateway.charge('k', 'tok_declined');
  expect(again.status).toBe(402);
  expect(await gateway.sums()).toEqual([]);
});

test('202 pending: processing until it settles, then the replay has the final answer', async () => {
  await script('k', { kind: 'pending', afterMs: 60_000 });
  const answer = await gateway.charge('k', 'tok_random');
  expect(answer.status).toBe(202);
  expect(paymentAnswer.parse(answer.body).payment.status).toBe('processing');
  await gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });
  expect((await gateway.charge('k', 'tok_random')).status).toBe(200);
});

test('503 processed:false: nothing happened, and the key is free for a new draw', async () => {
  await script('k', { kind: 'not_processed' }, { kind: 'paid' });
  const answer = await gateway.charge('k', 'tok_random');
  expect(answer.status).toBe(503);
  expect(errorAnswer.parse(answer.body).processed).toBe(false);
  expect((await gateway.byKey('k')).status).toBe(404);
  expect((await gateway.charge('k', 'tok_random')).status).toBe(200);
});

test.each([
  [500, true],
  [500, false],
  [502, true],
  [504, false],
])('%i is ambiguous and says nothing of its own about the money (charged: %s)', async (status, applies) => {
  await script('k', { kind: 'error', status, applies });
  const answer = await gateway.charge('k', 'tok_random');
  expect(answer.status).toBe(status);
  expect(errorAnswer.parse(answer.body)).not.toHaveProperty('processed');
  expect((await gateway.byKey('k')).status).toBe(applies ? 200 : 404);
  expect(await gateway.sums()).toHaveLength(applies ? 1 : 0);
});

test('429 says when to come back and nothing happened', async () => {
  await script('k', { kind: 'rate_limited', retryAfterSec: 7 });
  const answer = await gateway.charge('k', 'tok_random');
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(await gateway.sums()).toEqual([]);
});

test('a reset and a body cut in the middle lose the answer, not the charge', async () => {
  await script('reset', { kind: 'reset', applies: true });
  await script('garbled', { kind: 'garbled', applies: true });
  await expect(gateway.charge('reset', 'tok_random')).rejects.toThrow('fetch failed');
  await expect(gateway.charge('garbled', 'tok_random')).rejects.toThrow(SyntaxError);
  expect(await gateway.sums()).toHaveLength(2);
});

test('409 while the first request with the key is still being processed', async () => {
  await script('k', { kind: 'slow', settleAfterMs: 60_000, answerAfterMs: 60_000 });
  const first = gateway.charge('k', 'tok_random');
  await vi.waitFor(async () => expect((await gateway.byKey('k')).status).toBe(200), 5_000);
  const second = await gateway.charge('k', 'tok_random');
  expect(second.status).toBe(409);
  expect(errorAnswer.parse(second.body).code).toBe('in_progress');
  await gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });
  expect((await first).status).toBe(200);
  expect(await gateway.sums()).toMatchObject([{ charges: 1 }]);
});

test('twenty requests at once with one key charge once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.charge('k', 'tok_paid')));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await gateway.sums()).toMatchObject([{ charges: 1 }]);
});

test('a replay repeats status and body and says so, even after a refund', async () => {
  const first = await gateway.charge('k', 'tok_paid');
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  await gateway.refund(paymentAnswer.parse(first.body).payment.id, 'r');
  const again = await gateway.charge('k', 'tok_paid');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.body).toEqual(first.body);
});

test.each(['tok_paid', 'tok_unknown_paid'])(
  '422 when the key comes back with another body (%s)',
  async (token) => {
    await gateway.charge('k', token);
    const answer = await gateway.charge('k', token, { amount_minor: 1 });
    expect(answer.status).toBe(422);
    expect(errorAnswer.parse(answer.body).code).toBe('key_reused');
  },
);

test('410 when the key was voided before it was ever charged', async () => {
  await gateway.voidKey('k');
  const answer = await gateway.charge('k', 'tok_paid');
  expect(answer.status).toBe(410);
  expect(errorAnswer.parse(answer.body).code).toBe('voided');
  expect(await gateway.sums()).toEqual([]);
});

test.each([
  ['no key', undefined, {}],
  ['a key of 256 characters', 'k'.repeat(256), {}],
  ['no body', 'k', undefined],
  ['amount 0', 'k', { amount_minor: 0 }],
  ['an amount with a fraction', 'k', { amount_minor: 1.5 }],
  ['an amount as text', 'k', { amount_minor: '100' }],
  ['an unknown currency form', 'k', { currency: 'won' }],
  ['a script token without a script', 'k', { token: 'tok_script_nobody' }],
])('400 for %s, and nothing is charged', async (_what, key, changes) => {
  const good = { merchant_order_id: 'o', amount_minor: 100, currency: 'KRW', token: 'tok_paid' };
  const body = changes && { ...good, ...changes };
  const answer = await gateway.call('/v1/payments', { method: 'POST', body, ...(key ? { key } : {}) });
  expect(answer.status).toBe(400);
  expect(await gateway.sums()).toEqual([]);
});

test('401 without the right key, and the control key does not open the API', async () => {
  for (const bearer of ['', 'wrong', 'control-key']) {
    expect((await gateway.call('/v1/payments/by-key/k', { bearer })).status).toBe(401);
  }
});

test('a wrong amount is charged as wrong as it is reported', async () => {
  await script('k', { kind: 'wrong_amount', amountMinor: 1 });
  const answer = await gateway.charge('k', 'tok_random');
  expect(paymentAnswer.parse(answer.body).payment).toMatchObject({ status: 'paid', amount_minor: 1 });
  expect(await gateway.sums()).toMatchObject([{ net_minor: 1 }]);
});

test('a second charge of one key is a payment of its own in the list and in the ledger', async () => {
  await script('k', { kind: 'paid_twice', secondAfterMs: 60_000 });
  await gateway.charge('k', 'tok_random');
  await gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });
  const list = await gateway.call('/v1/payments?merchant_order_id=order-of-k');
  expect(list.body).toMatchObject({
    payments: [
      { status: 'paid', idempotency_key: 'k' },
      { status: 'paid', idempotency_key: 'k' },
    ],
  });
  expect(await gateway.sums()).toMatchObject([{ charges: 2, net_minor: 37_800 }]);
});

test.each([
  ['tok_slow_paid', 200, 1],
  ['tok_slow_declined', 402, 0],
])('%s answers %i only after 60 s', async (token, status, charges) => {
  await gateway.sim('PUT', '/_sim/settings', { clockScale: 500 });
  const answer = await gateway.charge('k', token);
  expect(answer.status).toBe(status);
  expect(await gateway.sums()).toHaveLength(charges);
});

/** A caller that gives up once the provider has taken the call in. */
async function giveUp(key: string, token: string): Promise<void> {
  const caller = new AbortController();
  const held = gateway.charge(key, token, { signal: caller.signal });
  const calls = () => gateway.sim('GET', `/_sim/calls?key=${key}`);
  await vi.waitFor(async () => expect(await calls()).toMatchObject({ calls: [{ lane: 'charge' }] }), 5_000);
  caller.abort();
  await expect(held).rejects.toThrow('aborted');
}

test('tok_unknown_paid answers 500 but charged; tok_unknown_lost never answers and never charges', async () => {
  expect((await gateway.charge('paid', 'tok_unknown_paid')).status).toBe(500);
  expect((await gateway.byKey('paid')).body).toMatchObject({ payment: { status: 'paid' } });
  await giveUp('lost', 'tok_unknown_lost');
  expect((await gateway.byKey('lost')).status).toBe(404);
});

test.each([
  ['slow', { kind: 'slow', settleAfterMs: 30_000, answerAfterMs: 60_000 }],
  ['timeout', { kind: 'timeout', applies: true, afterMs: 30_000 }],
])('a charge settles at its moment although its caller gave up (%s)', async (_kind, behaviour) => {
  await script('k', behaviour);
  await giveUp('k', 'tok_random');
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'processing' } });
  await gateway.sim('POST', '/_sim/clock/step', { ms: 30_000 });
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'paid' } });
});
