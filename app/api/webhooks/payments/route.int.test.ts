import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { webhooks } from '#db/schema/webhooks.ts';
import { chargeAttempt } from '#server/payments/charge-attempt.ts';
import { createHttpGateway } from '#server/payments/gateway/http-gateway.ts';
import { openTestShop, type TestShop } from '#server/testing/test-shop.ts';
import { followWebhook } from '#server/webhooks/follow-webhook.ts';
import { createWebhookVerifier, type VerifyWebhook } from '#server/webhooks/signature.ts';
import { startGateway } from '../../../../gateway/server.ts';
import { testConfig, testSecret } from '../../../../gateway/testing/test-gateway.ts';
import { POST } from './route.ts';

const wired = vi.hoisted((): { app?: unknown } => ({}));
vi.mock('#server/compose.ts', () => ({ composeApp: () => wired.app }));

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
beforeEach(async () => {
  wire(createWebhookVerifier(testSecret));
  await shop.db.delete(webhooks);
});
afterAll(() => shop.close());

function wire(verifyWebhook: VerifyWebhook | null) {
  wired.app = { ctx: shop.ctx, adminPassword: null, verifyWebhook };
}

function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  // A stream as a body needs the mode stated, which lib.dom's RequestInit does not know yet.
  const init = { method: 'POST', body, headers, duplex: 'half' };
  return POST(new Request('http://shop.invalid/api/webhooks/payments', init));
}

function headersFor(body: string, secret = testSecret) {
  const at = new Date();
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  };
}

async function answerOf(response: Response) {
  return [response.status, await response.json()];
}

describe('the route', () => {
  test('answers 204 to a signed message, and to the same again', async () => {
    const body = '{"type": "payment.paid"}';
    expect((await post(body, headersFor(body))).status).toBe(204);
    expect((await post(body, headersFor(body))).status).toBe(204);
    expect(await shop.db.$count(webhooks)).toBe(1);
  });

  test('keeps a body that is no JSON, with letters that take several bytes, as it came', async () => {
    const body = '결제됨 ₩';
    expect((await post(body, headersFor(body))).status).toBe(204);
    const [row] = await shop.db.select().from(webhooks);
    expect(row).toMatchObject({ type: 'unreadable', rawBody: body });
  });

  test('answers 401 with the reason when headers are missing or the signature is not ours', async () => {
    expect(await answerOf(await post('{}'))).toEqual([
      401,
      { code: 'not_verified', message: expect.stringMatching(/missing/i) },
    ]);
    const forged = headersFor('{}', `whsec_${Buffer.from('not the shared secret').toString('base64')}`);
    expect(await answerOf(await post('{}', forged))).toEqual([
      401,
      { code: 'not_verified', message: expect.stringMatching(/signature/i) },
    ]);
    expect(await shop.db.$count(webhooks)).toBe(0);
  });

  test('takes 64 kB and answers 413 to one byte more', async () => {
    const largest = 'x'.repeat(64 * 1_024);
    expect((await post(largest, headersFor(largest))).status).toBe(204);
    const larger = `${largest}x`;
    expect(await answerOf(await post(larger, headersFor(larger)))).toEqual([
      413,
      { code: 'too_large', message: expect.any(String) },
    ]);
    expect(await shop.db.$count(webhooks)).toBe(1);
  });

  test('stops reading a body that never ends', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16 * 1_024));
      },
    });
    expect((await post(endless)).status).toBe(413);
    expect(chunks).toBeLessThan(10);
  });

  test('answers 404 in a shop without a secret', async () => {
    wire(null);
    expect(await answerOf(await post('{}', headersFor('{}')))).toEqual([
      404,
      { code: 'not_configured', message: expect.any(String) },
    ]);
  });
});

describe('with the simulated provider', () => {
  /** The shop's web server, as far as the provider needs it. */
  async function listen(): Promise<{ server: Server; url: string }> {
    const server = createServer(async (request, response) => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      const answer = await post(new Uint8Array(await buffer(request)), Object.fromEntries(headers));
      response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on TCP always has an AddressInfo.
    const { port } = server.address() as AddressInfo;
    return { server, url: `http://127.0.0.1:${port}/api/webhooks/payments` };
  }

  test('a charge whose answer was lost is confirmed by the provider’s message; its forged one is refused', async () => {
    const { server, url } = await listen();
    const dataDir = await mkdtemp(join(tmpdir(), 'webhook-route-'));
    const config = { ...testConfig(dataDir), webhookUrl: url };
    const provider = await startGateway(config);
    const command = (body?: object) =>
      fetch(`${provider.controlUrl}/_sim/webhooks`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${config.controlKey}` },
        ...(body && { body: JSON.stringify(body) }),
      }).then((response) => response.text());
    try {
      shop.ctx.gateway = createHttpGateway({ baseUrl: provider.url, apiKey: config.apiKey, timeScale: 1 });
      const { attemptId, attempt } = await shop.place(await shop.addBook({ copies: 1 }), {
        paymentToken: 'tok_unknown_paid',
      });
      await chargeAttempt(shop.ctx, attemptId);
      expect((await shop.attempt(attemptId)).status).toBe('unknown');

      const message = await vi.waitFor(async () => {
        const [row] = await shop.db.select().from(webhooks).where(eq(webhooks.key, attempt.providerKey));
        if (!row) throw new Error('nothing came yet');
        return row;
      }, 10_000);
      expect(message.type).toBe('payment.paid');
      expect(await followWebhook(shop.ctx, message.id)).toBe('paid');
      expect((await shop.orderOf(attemptId)).status).toBe('confirmed');

      await command({ type: 'payment.declined', key: attempt.providerKey, forged: true });
      await vi.waitFor(async () => expect(await command()).toContain('"401"'), 10_000);
      expect(await shop.db.$count(webhooks)).toBe(1);
    } finally {
      await provider.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dataDir, { recursive: true });
    }
  });
});
