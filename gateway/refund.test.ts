import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorAnswer, paymentAnswer, refundAnswer } from './contract.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
beforeEach(() => gateway.sim('POST', '/_sim/reset'));
afterAll(() => gateway.stop());

async function paidId(): Promise<string> {
  return paymentAnswer.parse((await gateway.charge('k', 'tok_paid')).body).payment.id;
}
const scriptRefund = (...refund: object[]) =>
  gateway.sim('PUT', '/_sim/scripts', { target: { key: 'r' }, refund });
const readRefund = () => gateway.call('/v1/refunds/by-key/r');

test('200: the money is back, the payment is refunded, the ledger has both lines', async () => {
  const answer = await gateway.refund(await paidId(), 'r');
  expect(answer.status).toBe(200);
  expect(refundAnswer.parse(answer.body).refund).toMatchObject({ status: 'succeeded', amount_minor: 18_900 });
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'refunded' } });
  expect(await gateway.sums()).toMatchObject([{ charges: 1, refunds: 1, net_minor: 0 }]);
  expect(refundAnswer.parse((await readRefund()).body).refund.status).toBe('succeeded');
});

test('a replay repeats the answer and gives nothing back twice', async () => {
  const id = await paidId();
  const first = await gateway.refund(id, 'r', 900);
  const again = await gateway.refund(id, 'r', 900);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.body).toEqual(first.body);
  expect(await gateway.sums()).toMatchObject([{ refunds: 1, net_minor: 18_000 }]);
});

test('202 pending: processing, 409 in progress meanwhile, then succeeded', async () => {
  const id = await paidId();
  await scriptRefund({ kind: 'pending', afterMs: 60_000 });
  expect((await gateway.refund(id, 'r')).status).toBe(202);
  expect((await readRefund()).body).toMatchObject({ refund: { status: 'processing' } });
  const second = await gateway.refund(id, 'r');
  expect([second.status, errorAnswer.parse(second.body).code]).toEqual([409, 'in_progress']);
  await gateway.sim('POST', '/_sim/clock/step', { ms: 60_000 });
  expect((await readRefund()).body).toMatchObject({ refund: { status: 'succeeded' } });
});

test('409 when everything was given back already', async () => {
  const id = await paidId();
  await gateway.refund(id, 'r');
  const answer = await gateway.refund(id, 'r2');
  expect([answer.status, errorAnswer.parse(answer.body).code]).toEqual([409, 'already_refunded']);
});

test('422 when parts together exceed the charge, also while one of them is pending', async () => {
  const id = await paidId();
  await scriptRefund({ kind: 'pending', afterMs: 60_000 });
  await gateway.refund(id, 'r', 10_000);
  const answer = await gateway.refund(id, 'r2', 10_000);
  expect([answer.status, errorAnswer.parse(answer.body).code]).toEqual([422, 'amount_exceeded']);
  expect((await gateway.refund(id, 'r3', 8_900)).status).toBe(200);
});

test('422 for a payment that was declined, and for a key with another body', async () => {
  const declined = errorAnswer.parse((await gateway.charge('d', 'tok_declined')).body).payment;
  const notPaid = await gateway.refund(declined?.id ?? '', 'rd');
  expect([notPaid.status, errorAnswer.parse(notPaid.body).code]).toEqual([422, 'not_paid']);
  const id = await paidId();
  await gateway.refund(id, 'r', 1);
  const other = await gateway.refund(id, 'r', 2);
  expect([other.status, errorAnswer.parse(other.body).code]).toEqual([422, 'key_reused']);
});

test('503 processed:false leaves the key free; a failure is final, and frees the amount for another key', async () => {
  const id = await paidId();
  await scriptRefund({ kind: 'not_processed' }, { kind: 'failed', code: 'account_closed' });
  expect(errorAnswer.parse((await gateway.refund(id, 'r')).body).processed).toBe(false);
  for (const replayed of [null, 'true']) {
    const answer = await gateway.refund(id, 'r');
    expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([402, replayed]);
    expect(errorAnswer.parse(answer.body)).toMatchObject({
      code: 'account_closed',
      refund: { status: 'failed' },
    });
  }
  expect((await gateway.refund(id, 'r2')).status).toBe(200);
  expect(await gateway.sums()).toMatchObject([{ refunds: 1, net_minor: 0 }]);
});

test.each([
  [true, 200],
  [false, 404],
])('a lost answer may hide a refund (it does: %s)', async (applies, status) => {
  const id = await paidId();
  await scriptRefund({ kind: 'reset', applies });
  await expect(gateway.refund(id, 'r')).rejects.toThrow('fetch failed');
  expect((await readRefund()).status).toBe(status);
});

test('reads of a refund may lag too', async () => {
  await gateway.refund(await paidId(), 'r');
  const refundStatus = [{ kind: 'not_found' }, { kind: 'stale' }, { kind: 'error', status: 500 }];
  await gateway.sim('PUT', '/_sim/scripts', { target: { key: 'r' }, refundStatus });
  expect((await readRefund()).status).toBe(404);
  expect((await readRefund()).body).toMatchObject({ refund: { status: 'processing' } });
  expect((await readRefund()).status).toBe(500);
});

test.each([
  ['amount 0', 0],
  ['a negative amount', -1],
  ['a fraction', 0.5],
])('400 for %s', async (_what, amountMinor) => {
  expect((await gateway.refund(await paidId(), 'r', amountMinor)).status).toBe(400);
});

test('404 for a payment that does not exist, 400 without a key', async () => {
  expect((await gateway.refund('pay_nobody', 'r')).status).toBe(404);
  expect((await gateway.refund(await paidId(), '')).status).toBe(400);
});
