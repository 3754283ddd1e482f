import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { paymentAnswer } from './contract.ts';
import { startTestGateway, type TestGateway, testSecret } from './testing/test-gateway.ts';
import { type Received, startWebhookReceiver, type WebhookReceiver } from './testing/webhook-receiver.ts';
import { retryGapsMs, sign } from './webhooks.ts';

// A deadline for a busy machine, not a promise: every wait is for a condition.
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });
const until = (condition: () => void | Promise<void>) => vi.waitFor(condition, 10_000);

let receiver: WebhookReceiver;
let gateway: TestGateway;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  gateway = await startTestGateway({ webhookUrl: receiver.url });
});
beforeEach(async () => {
  // A message of the test before may still be on its way when everything is forgotten.
  await until(async () => expect((await log()).filter((row) => row.next_at !== null)).toEqual([]));
  await gateway.sim('POST', '/_sim/reset');
  receiver.received.length = 0;
});
afterAll(async () => {
  await gateway.stop();
  await receiver.stop();
});

const logSchema = z.object({
  webhooks: z.array(
    z.object({
      webhook_id: z.string(),
      type: z.string(),
      attempts: z.number(),
      next_at: z.number().nullable(),
      delivered_at: z.number().nullable(),
      last_result: z.string().nullable(),
    }),
  ),
});
const log = async () => logSchema.parse(await gateway.sim('GET', '/_sim/webhooks')).webhooks;
const step = (ms: number) => gateway.sim('POST', '/_sim/clock/step', { ms });
const script = (lists: object) => gateway.sim('PUT', '/_sim/scripts', { target: { key: 'k' }, ...lists });
const arrived = (count: number) => until(() => expect(receiver.received).toHaveLength(count));
const types = () => receiver.received.map(({ body }) => body.type);
const isSigned = ({ id, timestamp, raw, signature }: Received) =>
  sign(testSecret, id, timestamp, raw) === signature;

test('signs as the Standard Webhooks specification does (its own example)', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signature = sign(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}');
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('paid, declined, voided and refunds are announced, signed, with the time of sending', async () => {
  const { payment } = paymentAnswer.parse((await gateway.charge('paid', 'tok_paid')).body);
  await gateway.charge('declined', 'tok_declined');
  await gateway.voidKey('voided');
  await gateway.refund(payment.id, 'refund');
  await gateway.sim('PUT', '/_sim/scripts', { target: { key: 'failing' }, refund: [{ kind: 'failed' }] });
  const second = paymentAnswer.parse((await gateway.charge('paid2', 'tok_paid')).body);
  await gateway.refund(second.payment.id, 'failing');
  await arrived(6);
  expect(types().sort()).toEqual([
    'payment.declined',
    'payment.paid',
    'payment.paid',
    'payment.voided',
    'refund.failed',
    'refund.succeeded',
  ]);
  expect(receiver.received.every(isSigned)).toBe(true);
  expect(receiver.received.every(({ timestamp }) => Math.abs(timestamp - Date.now() / 1000) < 60)).toBe(true);
});

test('what is not answered 2xx is sent again with the same id, in growing gaps, until it is given up', async () => {
  receiver.answerWith(500, 302, 404);
  await gateway.charge('k', 'tok_paid');
  for (const [index, gap] of retryGapsMs.slice(0, 3).entries()) {
    await until(async () => expect((await log())[0]?.last_result).not.toBeNull());
    await arrived(index + 1);
    await until(async () => expect(await log()).toMatchObject([{ attempts: index + 1, delivered_at: null }]));
    await step(gap);
  }
  await arrived(4);
  await until(async () => expect(await log()).toMatchObject([{ next_at: null, last_result: '200' }]));
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  expect([...retryGapsMs].sort((a, b) => a - b)).toEqual(retryGapsMs);
});

test('after the last gap the message is given up', async () => {
  receiver.answerWith(...Array(retryGapsMs.length + 1).fill(500));
  await gateway.charge('k', 'tok_paid');
  for (let attempts = 1; attempts <= retryGapsMs.length; attempts++) {
    await arrived(attempts);
    await until(async () => expect(await log()).toMatchObject([{ attempts, last_result: '500' }]));
    await step(retryGapsMs[attempts - 1] ?? 0);
  }
  await arrived(retryGapsMs.length + 1);
  await until(async () => expect(await log()).toMatchObject([{ next_at: null, delivered_at: null }]));
});

test('a restart goes on with what is not delivered', async () => {
  receiver.answerWith(500);
  await gateway.charge('k', 'tok_paid');
  await until(async () => expect(await log()).toMatchObject([{ last_result: '500' }]));
  await gateway.restart();
  await step(retryGapsMs[0] ?? 0);
  await arrived(2);
});

test('lost: never sent', async () => {
  await script({ webhook: [{ kind: 'lost' }] });
  await gateway.charge('k', 'tok_paid');
  expect(await log()).toEqual([]);
});

test('late: sent when the delay is over', async () => {
  await script({ webhook: [{ kind: 'late', afterMs: 60_000 }] });
  await gateway.charge('k', 'tok_paid');
  await gateway.charge('other', 'tok_paid');
  await arrived(1);
  await step(60_000);
  await arrived(2);
  expect(
    receiver.received.map(({ body }) => 'payment' in body.data && body.data.payment.idempotency_key),
  ).toEqual(['other', 'k']);
});

test('doubled: the same message twice', async () => {
  await script({ webhook: [{ kind: 'doubled' }] });
  await gateway.charge('k', 'tok_paid');
  await arrived(2);
  expect(receiver.received[0]?.id).toBe(receiver.received[1]?.id);
  expect(receiver.received[0]?.raw).toBe(receiver.received[1]?.raw);
});

test('early: sent while the payment still reads processing, and not again when it settles', async () => {
  await script({ charge: [{ kind: 'pending', afterMs: 60_000 }], webhook: [{ kind: 'early' }] });
  await gateway.charge('k', 'tok_random');
  await arrived(1);
  expect(types()).toEqual(['payment.paid']);
  expect((await gateway.byKey('k')).body).toMatchObject({ payment: { status: 'processing' } });
  await step(60_000);
  expect(await log()).toHaveLength(1);
});

test('contradicted: the truth and its opposite, both well signed', async () => {
  await script({ webhook: [{ kind: 'contradicted' }] });
  await gateway.charge('k', 'tok_paid');
  await arrived(2);
  expect(types().sort()).toEqual(['payment.declined', 'payment.paid']);
  expect(receiver.received.every(isSigned)).toBe(true);
});

test('forged: the opposite comes with a signature that does not verify', async () => {
  await script({ webhook: [{ kind: 'forged' }] });
  await gateway.charge('k', 'tok_paid');
  await arrived(2);
  expect(receiver.received.filter(isSigned).map(({ body }) => body.type)).toEqual(['payment.paid']);
});

test('by command: a message about nothing, one of another amount, a forged one, an old one, one again', async () => {
  await script({ webhook: [{ kind: 'lost' }] });
  await gateway.charge('k', 'tok_paid');
  const send = async (command: object) => {
    const seen = receiver.received.length;
    await gateway.sim('POST', '/_sim/webhooks', command);
    await arrived(seen + 1);
    const last = receiver.received.at(-1);
    if (!last) throw new Error('nothing arrived');
    return last;
  };
  const unknown = await send({ type: 'payment.paid', key: 'nobody' });
  expect(unknown.body.data).toMatchObject({ payment: { idempotency_key: 'nobody', status: 'paid' } });
  const otherAmount = await send({ type: 'payment.declined', key: 'k', amountMinor: 1 });
  expect(otherAmount.body.data).toMatchObject({
    payment: { merchant_order_id: 'order-of-k', amount_minor: 1, status: 'declined' },
  });
  expect(isSigned(await send({ type: 'payment.paid', key: 'k', forged: true }))).toBe(false);
  const old = await send({ type: 'payment.paid', key: 'k', ageMs: 600_000 });
  expect(old.timestamp).toBeLessThan(Date.now() / 1000 - 500);
  expect(isSigned(old)).toBe(true);
  await gateway.sim('POST', `/_sim/webhooks/${old.id}/resend`);
  await arrived(5);
  expect(receiver.received.at(-1)?.id).toBe(old.id);
});

test('without an address messages are logged and never sent', async () => {
  const silent = await startTestGateway();
  await silent.charge('k', 'tok_paid');
  const { webhooks } = logSchema.parse(await silent.sim('GET', '/_sim/webhooks'));
  expect(webhooks).toMatchObject([{ type: 'payment.paid', attempts: 0, next_at: null }]);
  await silent.stop();
});
