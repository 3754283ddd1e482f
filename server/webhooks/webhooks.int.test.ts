import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outbox } from '#db/schema/outbox.ts';
import { evidence } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import { webhooks } from '#db/schema/webhooks.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { chargeAttempt } from '../payments/charge-attempt.ts';
import { lookAgain } from '../payments/look-again.ts';
import { advanceRefund } from '../refunds/advance-refund.ts';
import { answers, refundAnswers, ScriptedGateway } from '../testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { followWebhook } from './follow-webhook.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { createWebhookVerifier, type SignedMessage } from './signature.ts';
import { wakeUnfollowedWebhooks } from './wake-unfollowed.ts';

const SECRET = `whsec_${Buffer.from('the secret that only two know').toString('base64')}`;
const verify = createWebhookVerifier(SECRET);
const MINUTE_MS = 60_000;

let shop: TestShop;
let gateway: ScriptedGateway;
beforeAll(async () => {
  shop = await openTestShop();
});
beforeEach(async () => {
  gateway = new ScriptedGateway();
  shop.ctx.gateway = gateway;
  shop.published.length = 0;
  await shop.db.delete(webhooks);
});
afterAll(() => shop.close());

/** An attempt whose charge timed out: exactly what a message can help with. */
async function unknownAttempt() {
  const placed = await shop.place(await shop.addBook({ copies: 1 }));
  gateway.plan.charge.push(answers.timeout);
  await chargeAttempt(shop.ctx, placed.attemptId);
  return { ...placed, key: placed.attempt.providerKey };
}

function saying(type: string, key: string, amount = 20_000): string {
  const payment = { id: 'pay_1', idempotency_key: key, amount_minor: amount, currency: 'KRW' };
  return JSON.stringify({ type, timestamp: new Date().toISOString(), data: { payment } });
}

/** A message as the provider sends it: signed, with an id of its own. */
function signed(rawBody: string, { secret = SECRET, ageMs = 0, id = `msg_${randomUUID()}` } = {}) {
  const at = new Date(Date.now() - ageMs);
  const signature = new Webhook(secret).sign(id, at, rawBody);
  return { id, timestamp: String(Math.floor(at.getTime() / 1_000)), signature, rawBody };
}

const receive = (message: SignedMessage) => receiveWebhook(shop.ctx, verify, message);

/** Receives a message and looks into it, as the workflow does. Returns the outcome. */
async function deliver(message: SignedMessage): Promise<string> {
  expect(await receive(message)).toEqual({ kind: 'stored' });
  return followWebhook(shop.ctx, message.id);
}

async function stored(id: string) {
  const [row] = await shop.db.select().from(webhooks).where(eq(webhooks.id, id));
  return row;
}

async function statuses(id: AttemptId) {
  return [(await shop.attempt(id)).status, (await shop.orderOf(id)).status];
}

describe('a message', () => {
  test('is kept as it came, with an event that makes somebody look into it, before anything is asked', async () => {
    const { key } = await unknownAttempt();
    const message = signed(saying('payment.paid', key));
    expect(await receive(message)).toEqual({ kind: 'stored' });
    expect(await stored(message.id)).toMatchObject({
      type: 'payment.paid',
      key,
      rawBody: message.rawBody,
      followedAt: null,
      outcome: null,
    });
    const aboutIt = sql`${outbox.data} ->> 'webhookId' = ${message.id}`;
    expect(await shop.db.$count(outbox, aboutIt)).toBe(1);
    expect(gateway.questions).toEqual([]);
  });

  test('that is true: the attempt is settled by the provider’s answer, with the message as the reason', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    const message = signed(saying('payment.paid', key));
    expect(await deliver(message)).toBe('paid');
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
    expect(await stored(message.id)).toMatchObject({ outcome: 'paid', followedAt: expect.any(Date) });
    const rows = await shop.db.select().from(evidence).where(eq(evidence.attemptId, attemptId));
    expect(rows.at(-1)).toMatchObject({ source: 'webhook', finding: 'paid', detail: 'scripted' });
  });

  test('that comes early, before the provider itself knows: the attempt waits and is settled later', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.notFound, answers.paid(20_000));
    expect(await deliver(signed(saying('payment.paid', key)))).toBe('unknown');
    expect(await statuses(attemptId)).toEqual(['unknown', 'placed']);
    expect((await shop.attempt(attemptId)).checks).toBe(0);
    await shop.letTimePass(attemptId, 2_000);
    await lookAgain(shop.ctx, attemptId);
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
  });

  test('that comes late, when all is settled, changes nothing and asks nothing', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    await shop.letTimePass(attemptId, 2_000);
    await lookAgain(shop.ctx, attemptId);
    expect(await deliver(signed(saying('payment.paid', key)))).toBe('paid');
    expect(gateway.questions).toHaveLength(1);
  });

  test('that comes while the key is on its way leaves the word to the key’s own answer', async () => {
    const { attemptId, attempt } = await shop.place(await shop.addBook({ copies: 1 }));
    gateway.plan.charge.push(async () => {
      expect(await deliver(signed(saying('payment.paid', attempt.providerKey)))).toBe('sending');
      return answers.paid(20_000);
    });
    await chargeAttempt(shop.ctx, attemptId);
    expect(gateway.questions).toEqual([]);
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
  });

  test('that is doubled, also at the same moment, is kept once and followed once', async () => {
    const { key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    const message = signed(saying('payment.paid', key));
    const kinds = (await Promise.all([1, 2, 3, 4].map(() => receive(message)))).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['known', 'known', 'known', 'stored']);
    expect(await followWebhook(shop.ctx, message.id)).toBe('paid');
    expect(await followWebhook(shop.ctx, message.id)).toBe('paid');
    expect(await receive(message)).toEqual({ kind: 'known' });
    expect(gateway.questions).toHaveLength(1);
    expect(await shop.db.$count(webhooks)).toBe(1);
    const aboutIt = sql`${outbox.data} ->> 'webhookId' = ${message.id}`;
    expect(await shop.db.$count(outbox, aboutIt)).toBe(1);
  });

  test('whose event cannot be kept is not kept either, so that the provider sends it again', async () => {
    const message = signed(saying('payment.paid', 'pay:nobody:1'));
    const broken = {
      ...shop.ctx,
      newId: () => {
        throw new Error('no id');
      },
    };
    await expect(receiveWebhook(broken, verify, message)).rejects.toThrow('no id');
    expect(await shop.db.$count(webhooks)).toBe(0);
    expect(await receive(message)).toEqual({ kind: 'stored' });
  });

  test('and another, "declined" and then "paid": the later question finds the money', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.declined, answers.paid(20_000));
    expect(await deliver(signed(saying('payment.declined', key)))).toBe('declined');
    expect(await deliver(signed(saying('payment.paid', key)))).toBe('paid');
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
  });

  test('and another, "paid" and then "declined": paid stays, and is not asked about again', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    expect(await deliver(signed(saying('payment.paid', key)))).toBe('paid');
    expect(await deliver(signed(saying('payment.declined', key)))).toBe('paid');
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
  });

  test('that contradicts the provider is not believed: it says declined, the provider says paid', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    expect(await deliver(signed(saying('payment.declined', key)))).toBe('paid');
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
  });

  test('that says paid where the provider says declined moves no money in our books', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.declined);
    expect(await deliver(signed(saying('payment.paid', key)))).toBe('declined');
    expect(await statuses(attemptId)).toEqual(['declined', 'placed']);
  });

  test('with another amount: the amount in the message is not looked at', async () => {
    const { attemptId, key } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    expect(await deliver(signed(saying('payment.paid', key, 1)))).toBe('paid');
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed']);
  });

  test('about a refund settles it by the provider’s answer, and once the money is back asks no more', async () => {
    const { attemptId, buyerId, order } = await unknownAttempt();
    gateway.plan.findByKey.push(answers.paid(20_000));
    await deliver(signed(saying('payment.paid', `pay:${order.id}:1`)));
    await cancelOrder(shop.ctx, buyerId, order.number);
    const [refund] = await shop.db.select().from(refunds).where(eq(refunds.orderId, order.id));
    if (!refund) throw new Error('no refund row');
    gateway.plan.refund.push(refundAnswers.timeout);
    await advanceRefund(shop.ctx, refund.id);

    gateway.plan.findRefundByKey.push(refundAnswers.notFound, refundAnswers.succeeded);
    const message = () =>
      signed(
        JSON.stringify({
          type: 'refund.succeeded',
          data: { refund: { idempotency_key: refund.providerKey } },
        }),
      );
    expect(await deliver(message())).toBe('unknown');
    expect(await deliver(message())).toBe('succeeded');
    expect(await deliver(message())).toBe('succeeded');
    expect((await shop.orderOf(attemptId)).status).toBe('refunded');
  });

  test.each(['pay:nobody:1', 'refund:nobody', 'somebody-else'])(
    'about a key that we do not know (%s) is kept and asked about nobody',
    async (key) => {
      expect(await deliver(signed(saying('payment.paid', key)))).toBe('unknown_key');
      expect(gateway.questions).toEqual([]);
    },
  );

  test.each([
    ['no JSON', 'paid, really'],
    ['half a JSON', '{"type": "payment.paid", "da'],
    ['no text for a database', 'a\0b'],
    ['empty', ''],
    ['not an object', '[1, 2]'],
    ['with a key that no row can have', saying('payment.paid', 'pay:\0:1')],
  ])('that cannot be read (%s) but is signed is kept as unreadable', async (_name, rawBody) => {
    const message = signed(rawBody);
    expect(await deliver(message)).toBe('unknown_key');
    expect(await stored(message.id)).toMatchObject({ type: 'unreadable', key: null });
  });

  test('of a type that nobody told us about is kept under its type', async () => {
    const message = signed('{"type": "dispute.opened", "data": {"dispute": {}}}');
    expect(await deliver(message)).toBe('unknown_key');
    expect(await stored(message.id)).toMatchObject({ type: 'dispute.opened' });
  });

  test('that this database does not hold is not looked into', async () => {
    expect(await followWebhook(shop.ctx, 'msg_of_another_life')).toBe('unknown_message');
  });
});

describe('a message that is refused leaves nothing behind', () => {
  const body = saying('payment.paid', 'pay:order:1');
  const OTHER = `whsec_${Buffer.from('a secret that anybody may know').toString('base64')}`;
  test.each<[string, () => SignedMessage, RegExp]>([
    ['signed by a forger', () => signed(body, { secret: OTHER }), /signature/i],
    [
      'with a body changed on its way',
      () => ({ ...signed(body), rawBody: body.replace('20000', '1') }),
      /signature/i,
    ],
    ['with the id of another message', () => ({ ...signed(body), id: 'msg_other' }), /signature/i],
    ['6 minutes old', () => signed(body, { ageMs: 6 * MINUTE_MS }), /too old/],
    ['6 minutes ahead', () => signed(body, { ageMs: -6 * MINUTE_MS }), /too new/],
    [
      'replayed under a newer time',
      () => ({
        ...signed(body, { ageMs: 6 * MINUTE_MS }),
        timestamp: String(Math.floor(Date.now() / 1_000)),
      }),
      /signature/i,
    ],
    ['without an id', () => ({ ...signed(body), id: '' }), /missing/i],
    ['without a time', () => ({ ...signed(body), timestamp: '' }), /missing/i],
    ['without a signature', () => ({ ...signed(body), signature: '' }), /missing/i],
    ['with a time that is none', () => ({ ...signed(body), timestamp: 'now' }), /invalid/i],
    ['with an id too long to keep', () => signed(body, { id: 'm'.repeat(256) }), /too long/],
  ])('%s', async (_name, message, reason) => {
    const events = await shop.db.$count(outbox);
    expect(await receive(message())).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
    expect(await shop.db.$count(webhooks)).toBe(0);
    expect(await shop.db.$count(outbox)).toBe(events);
  });

  test('when the shop’s own secret is another', async () => {
    const message = signed(body);
    const result = await receiveWebhook(shop.ctx, createWebhookVerifier(OTHER), message);
    expect(result.kind).toBe('refused');
    expect(await shop.db.$count(webhooks)).toBe(0);
  });

  test('while one just inside the 5 minutes is taken', async () => {
    expect(await receive(signed(body, { ageMs: 5 * MINUTE_MS - 5_000 }))).toEqual({ kind: 'stored' });
    expect(await receive(signed(body, { ageMs: -5 * MINUTE_MS + 5_000 }))).toEqual({ kind: 'stored' });
  });
});

describe('the sweeper', () => {
  test('wakes a message whose event was lost, once per round, and none that was followed', async () => {
    const about = () => signed(saying('payment.paid', 'pay:nobody:1'));
    const [lost, followed, fresh] = [about(), about(), about()];
    for (const message of [lost, followed, fresh]) await receive(message);
    await followWebhook(shop.ctx, followed.id);
    await shop.db.execute(
      sql`update webhooks set received_at = now() - interval '1 minute' where id <> ${fresh.id}`,
    );
    shop.published.length = 0;
    const noon = { ...shop.ctx, clock: { now: () => new Date('2026-11-22T12:00:00Z') } };
    expect(await wakeUnfollowedWebhooks(noon)).toBe(1);
    expect(await wakeUnfollowedWebhooks(noon)).toBe(1);
    const woken = shop.published.filter(({ id }) => id.startsWith('unfollowed:'));
    expect(woken.map(({ name, data }) => [name, data])).toEqual(
      Array(2).fill(['webhook/received', { webhookId: lost.id }]),
    );
    expect(new Set(woken.map(({ id }) => id)).size).toBe(1);
  });
});
