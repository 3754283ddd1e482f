/** A provider in this process on free ports, with a folder of its own, and the few verbs its tests speak. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { GatewayConfig } from '../config.ts';
import { type Gateway, startGateway } from '../server.ts';

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

interface Request {
  method?: 'GET' | 'POST' | 'PUT';
  /** Idempotency-Key */
  key?: string;
  body?: unknown;
  bearer?: string;
  signal?: AbortSignal;
}

export interface TestGateway {
  /** Calls the public API. */
  call(path: string, request?: Request): Promise<Answer>;
  /** Calls the control plane; anything but 200 is an error of the test. */
  sim(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>;
  /** Charges 18,900 won for the order `order-of-{key}`. */
  charge(
    key: string,
    token: string,
    changes?: { signal?: AbortSignal; amount_minor?: number },
  ): Promise<Answer>;
  refund(paymentId: string, key: string, amountMinor?: number): Promise<Answer>;
  voidKey(key: string): Promise<Answer>;
  byKey(key: string): Promise<Answer>;
  /** What really moved, per order, from the ledger with all its lines. */
  sums(): Promise<z.infer<typeof sums>>;
  /** Stops it and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const sums = z.array(
  z.object({
    merchant_order_id: z.string(),
    charges: z.number(),
    refunds: z.number(),
    reversals: z.number(),
    net_minor: z.number(),
  }),
);

export const testSecret = `whsec_${Buffer.from('a secret for tests only').toString('base64')}`;

export function testConfig(dataDir: string): GatewayConfig {
  return {
    apiKey: 'api-key',
    webhookSecret: testSecret,
    controlKey: 'control-key',
    dataDir,
    port: 0,
    controlPort: 0,
    profile: 'calm',
    seed: 'test',
    webhookUrl: null,
  };
}

export async function startTestGateway(changes: Partial<GatewayConfig> = {}): Promise<TestGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const config: GatewayConfig = { ...testConfig(dataDir), ...changes };
  let gateway: Gateway = await startGateway(config);

  async function send(url: string, request: Request, bearer: string): Promise<Answer> {
    const { method = 'GET', key, body, signal } = request;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${request.bearer ?? bearer}`,
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  const test: TestGateway = {
    call: (path, request = {}) => send(gateway.url + path, request, config.apiKey),
    async sim(method, path, body) {
      const answer = await send(gateway.controlUrl + path, { method, body }, config.controlKey);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    charge: (key, token, { signal, amount_minor = 18_900 } = {}) =>
      test.call('/v1/payments', {
        method: 'POST',
        key,
        body: { merchant_order_id: `order-of-${key}`, amount_minor, currency: 'KRW', token },
        ...(signal ? { signal } : {}),
      }),
    refund: (paymentId, key, amountMinor = 18_900) =>
      test.call(`/v1/payments/${paymentId}/refunds`, {
        method: 'POST',
        key,
        body: { amount_minor: amountMinor },
      }),
    voidKey: (key) => test.call(`/v1/payments/by-key/${encodeURIComponent(key)}/void`, { method: 'POST' }),
    byKey: (key) => test.call(`/v1/payments/by-key/${encodeURIComponent(key)}`),
    sums: async () => z.object({ orders: sums }).parse(await test.sim('GET', '/_sim/truth')).orders,
    async restart() {
      await gateway.stop();
      gateway = await startGateway(config);
    },
    async stop() {
      await gateway.stop();
      await rm(dataDir, { recursive: true });
    },
  };
  return test;
}
