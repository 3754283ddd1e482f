import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { paymentAnswer, paymentsAnswer } from './contract.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => gateway.sim('POST', '/_sim/reset'));
afterAll(() => gateway.stop());

const script = (lists: object) => gateway.sim('PUT', '/_sim/scripts', { target: { key: 'k' }, ...lists });

test('a payment is found by key, by id and by order, each the same', async () => {
  const key = 'pay:1/ü ?#%:1';
  const encoded = encodeURIComponent(key);
  const charged = await gateway.call('/v1/payments', {
    method: 'POST',
    key: 'k',
    body: { merchant_order_id: key, amount_minor: 100, currency: 'KRW', token: 'tok_paid' },
  });
  const { payment } = paymentAnswer.parse(charged.body);
  expect(paymentAnswer.parse((await gateway.byKey('k')).body).payment).toEqual(payment);
  expect(paymentAnswer.parse((await gateway.call(`/v1/payments/${payment.id}`)).body).payment).toEqual(
    payment,
  );
  const list = await gateway.call(`/v1/payments?merchant_order_id=${encoded}`);
  expect(paymentsAnswer.parse(list.body).payments).toEqual([payment]);
});

test('every answer carries request_id and as_of', async () => {
  for (const path of ['/v1/payments/by-key/nobody', '/v1/payments/nobody', '/v1/payments', '/v1/nowhere']) {
    expect((await gateway.call(path)).body).toMatchObject({
      request_id: expect.stringMatching(/^req_/),
      as_of: expect.stringMatching(/Z$/),
    });
  }
});

test('404 for what is not known, 400 without an order to look for, an empty list for an unknown order', async () => {
  expect((await gateway.byKey('nobody')).status).toBe(404);
  expect((await gateway.call('/v1/payments/nobody')).status).toBe(404);
  expect((await gateway.call('/v1/payments')).status).toBe(400);
  expect((await gateway.call('/v1/payments?merchant_order_id=nobody')).body).toMatchObject({ payments: [] });
});

test('a lagging read is 404 or old although the payment is paid, and the old one says how old it is', async () => {
  await script({
    charge: [{ kind: 'pending', afterMs: 60_000 }],
    status: [{ kind: 'not_found' }, { kind: 'stale' }, { kind: 'truth' }],
  });
  await gateway.charge('k', 'tok_random');
  await gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });
  expect((await gateway.byKey('k')).status).toBe(404);
  const stale = paymentAnswer.parse((await gateway.byKey('k')).body);
  expect(stale.payment.status).toBe('processing');
  expect(stale.as_of).toBe(stale.payment.created_at);
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'paid' } });
});

test('a stale read of a refunded payment still says paid, with nothing given back', async () => {
  await script({ status: [{ kind: 'stale' }, { kind: 'truth' }] });
  const { payment } = paymentAnswer.parse((await gateway.charge('k', 'tok_paid')).body);
  await gateway.refund(payment.id, 'r');
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'paid', refunded_minor: 0 } });
  expect((await gateway.byKey('k')).body).toMatchObject({
    payment: { status: 'refunded', refunded_minor: 18_900 },
  });
});

test.each(['processing', 'declined', 'voided', 'refunded'])(
  'a read can be made to claim %s',
  async (status) => {
    await script({ status: [{ kind: 'claims', status }] });
    await gateway.charge('k', 'tok_paid');
    expect(paymentAnswer.parse((await gateway.byKey('k')).body).payment.status).toBe(status);
  },
);

test('a read can fail, hang, be cut, be unreadable or be slow', async () => {
  await script({
    status: [
      { kind: 'error', status: 502 },
      { kind: 'reset' },
      { kind: 'garbled' },
      { kind: 'slow', afterMs: 20_000 },
      { kind: 'timeout' },
    ],
  });
  await gateway.charge('k', 'tok_paid');
  expect((await gateway.byKey('k')).status).toBe(502);
  await expect(gateway.byKey('k')).rejects.toThrow('fetch failed');
  await expect(gateway.byKey('k')).rejects.toThrow(SyntaxError);
  await gateway.sim('PUT', '/_sim/settings', { clockScale: 1000 });
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'paid' } });
  const reader = new AbortController();
  const hanging = gateway.call('/v1/payments/by-key/k', { signal: reader.signal });
  const taken = { calls: expect.arrayContaining([{ lane: 'status', key: 'k', calls: 5, draws: 5 }]) };
  await expect.poll(() => gateway.sim('GET', '/_sim/calls?key=k'), { timeout: 5_000 }).toMatchObject(taken);
  reader.abort();
  await expect(hanging).rejects.toThrow('aborted');
});
