import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { webhooks } from '#db/schema/webhooks.ts';
import { chargeAttempt } from '#server/payments/charge-attempt.ts';
import { answers, ScriptedGateway } from '#server/testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '#server/testing/test-shop.ts';
import { receiveWebhook } from '#server/webhooks/receive-webhook.ts';
import { createWebhookVerifier } from '#server/webhooks/signature.ts';
import { inngest } from '../client.ts';
import { createDrive, type Drive } from '../embedded/testing/drive.ts';
import { followReceivedWebhook } from './follow-webhook.ts';

const wired = vi.hoisted((): { app?: unknown } => ({}));
vi.mock('#server/compose.ts', () => ({ composeApp: () => wired.app }));

const SECRET = `whsec_${Buffer.from('the secret that only two know').toString('base64')}`;
let shop: TestShop;
let drive: Drive;
beforeAll(async () => {
  shop = await openTestShop();
  wired.app = { ctx: shop.ctx };
  drive = await createDrive({
    client: inngest,
    functions: [followReceivedWebhook],
    databaseUrl: shop.databaseUrl,
  });
});
afterAll(async () => {
  await drive.stop();
  await shop.close();
});

test('a message that was received is looked into by itself, again after a crash, and settles its payment', async () => {
  const gateway = new ScriptedGateway();
  shop.ctx.gateway = gateway;
  gateway.plan.charge.push(answers.timeout);
  const { attemptId, attempt } = await shop.place(await shop.addBook({ copies: 1 }));
  await chargeAttempt(shop.ctx, attemptId);
  await vi.waitFor(async () => expect(await shop.owedEvents()).toBe(0));
  shop.ctx.publisher = { publish: async (events) => void (await inngest.send([...events])) };

  gateway.plan.findByKey.push(new Error('the database went away'), answers.paid(20_000));
  const at = new Date();
  const data = { payment: { idempotency_key: attempt.providerKey } };
  const rawBody = JSON.stringify({ type: 'payment.paid', data });
  const signature = new Webhook(SECRET).sign('msg_1', at, rawBody);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  await receiveWebhook(shop.ctx, createWebhookVerifier(SECRET), {
    id: 'msg_1',
    timestamp,
    signature,
    rawBody,
  });

  await vi.waitFor(async () => {
    await drive.advance(60_000);
    const [message] = await shop.db.select().from(webhooks).where(eq(webhooks.id, 'msg_1'));
    expect(message?.outcome).toBe('paid');
  });
  expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
});
