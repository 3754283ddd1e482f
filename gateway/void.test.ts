import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorAnswer, paymentAnswer } from './contract.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => gateway.sim('POST', '/_sim/reset'));
afterAll(() => gateway.stop());

const script = (key: string, lists: object) =>
  gateway.sim('PUT', '/_sim/scripts', { target: { key }, ...lists });
const pending = { kind: 'pending', afterMs: 60_000 };
const aMinuteLater = () => gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });

test('200 for a key never seen: a tombstone that reads voided and stays 200 when voided again', async () => {
  for (const attempt of [1, 2]) {
    const answer = await gateway.voidKey('k');
    expect([attempt, answer.status]).toEqual([attempt, 200]);
    expect(paymentAnswer.parse(answer.body).payment).toMatchObject({ status: 'voided', amount_minor: null });
  }
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'voided' } });
  expect((await gateway.charge('k', 'tok_paid')).status).toBe(410);
});

test.each(['tok_paid', 'tok_declined'])(
  '409 with the payment when it is settled already (%s)',
  async (token) => {
    await gateway.charge('k', token);
    const answer = await gateway.voidKey('k');
    expect(answer.status).toBe(409);
    expect(errorAnswer.parse(answer.body)).toMatchObject({
      code: 'already_settled',
      payment: { idempotency_key: 'k' },
    });
    expect((await gateway.byKey('k')).body).toMatchObject({
      payment: { status: token === 'tok_paid' ? 'paid' : 'declined' },
    });
  },
);

test.each([
  ['voided', 'voided', []],
  ['charged', 'paid', [{ charges: 1, reversals: 0, net_minor: 18_900 }]],
  ['reversed', 'voided', [{ charges: 1, reversals: 1, net_minor: 0 }]],
])('202 while processing; a race that ends %s leaves the payment %s', async (ends, status, sums) => {
  await script('k', { charge: [pending], void: [{ kind: 'pending', ends }] });
  await gateway.charge('k', 'tok_random');
  const answer = await gateway.voidKey('k');
  expect(answer.status).toBe(202);
  expect(paymentAnswer.parse(answer.body).payment.status).toBe('processing');
  await aMinuteLater();
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status } });
  expect(await gateway.sums()).toMatchObject(sums);
  expect(await gateway.sums()).toHaveLength(sums.length);
});

test('an unscripted void stops a processing payment: 202, then voided, and the key answers 410', async () => {
  await script('k', { charge: [pending] });
  await gateway.charge('k', 'tok_random');
  expect((await gateway.voidKey('k')).status).toBe(202);
  await aMinuteLater();
  expect((await gateway.charge('k', 'tok_random')).status).toBe(410);
  expect(await gateway.sums()).toEqual([]);
});

test('a charge whose answer is still awaited is answered 410 when the void won', async () => {
  await script('k', { charge: [{ kind: 'slow', settleAfterMs: 60_000, answerAfterMs: 60_000 }] });
  const held = gateway.charge('k', 'tok_random');
  const isHeld = async () => (await gateway.byKey('k')).status;
  await expect.poll(isHeld, { timeout: 5_000 }).toBe(200);
  expect((await gateway.voidKey('k')).status).toBe(202);
  await aMinuteLater();
  expect((await held).status).toBe(410);
});

test('mode void_unseen=not_found: 404, no tombstone, and a later charge goes through', async () => {
  await gateway.sim('PUT', '/_sim/settings', { voidUnseen: 'not_found' });
  expect((await gateway.voidKey('k')).status).toBe(404);
  expect((await gateway.charge('k', 'tok_paid')).status).toBe(200);
});

test.each([
  [true, 410],
  [false, 200],
])(
  'a void whose answer is lost may have worked (it did: %s; a later charge gets %i)',
  async (applies, status) => {
    await script('k', { void: [{ kind: 'error', status: 500, applies }] });
    await script('r', { void: [{ kind: 'reset', applies }] });
    expect((await gateway.voidKey('k')).status).toBe(500);
    await expect(gateway.voidKey('r')).rejects.toThrow('fetch failed');
    expect((await gateway.charge('k', 'tok_paid')).status).toBe(status);
    expect((await gateway.charge('r', 'tok_paid')).status).toBe(status);
  },
);

test('a key that cannot be one is refused', async () => {
  expect((await gateway.voidKey('k'.repeat(256))).status).toBe(400);
  const badEscape = await gateway.call('/v1/payments/by-key/%ff/void', { method: 'POST' });
  expect(badEscape.status).toBe(404);
});
