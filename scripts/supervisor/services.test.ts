import { describe, expect, test } from 'vitest';
import type { Environment } from './environment.ts';
import {
  chooseEmbedded,
  DEFAULT_PORTS,
  type Embedded,
  internalHost,
  planEnvironments,
  type ServicePlan,
} from './services.ts';

const secrets = {
  PAYMENT_GATEWAY_KEY: 'gateway-key',
  PAYMENT_WEBHOOK_SECRET: 'webhook-secret',
  GATEWAY_CONTROL_KEY: 'control-key',
  INNGEST_EVENT_KEY: 'event-key',
  INNGEST_SIGNING_KEY: 'signing-key',
  ADMIN_PASSWORD: 'password',
};

function plan(env: Environment, changes: Partial<ServicePlan> = {}) {
  return planEnvironments({
    env,
    embedded: chooseEmbedded(env),
    ports: DEFAULT_PORTS,
    secrets,
    databaseUrl: 'postgres://database',
    dataDir: '/data',
    host: '127.0.0.1',
    dev: false,
    ...changes,
  });
}

describe('a part is embedded unless the operator names a real one', () => {
  test.each<[Environment, Embedded]>([
    [{}, { postgres: true, gateway: true, engine: true }],
    [{ DATABASE_URL: 'postgres://real' }, { postgres: false, gateway: true, engine: true }],
    [{ PAYMENT_GATEWAY_URL: 'https://pay.example' }, { postgres: true, gateway: false, engine: true }],
    [{ INNGEST_BASE_URL: 'https://inngest.example' }, { postgres: true, gateway: true, engine: false }],
    [{ INNGEST_DEV: 'http://127.0.0.1:8288' }, { postgres: true, gateway: true, engine: false }],
    [
      { DATABASE_URL: '', INNGEST_BASE_URL: '' },
      { postgres: true, gateway: true, engine: true },
    ],
  ])('%o', (env, embedded) => {
    expect(chooseEmbedded(env)).toEqual(embedded);
  });
});

test('the parts find each other on the ports that were free', () => {
  const ports = { postgres: 1, gateway: 2, gatewayControl: 3, engine: 4, shop: 5 };
  const { shop, engine, gateway } = plan({}, { ports });
  expect(shop).toMatchObject({
    PAYMENT_GATEWAY_URL: 'http://127.0.0.1:2',
    INNGEST_BASE_URL: 'http://127.0.0.1:4',
    PORT: '5',
  });
  expect(engine).toMatchObject({
    INNGEST_BASE_URL: 'http://127.0.0.1:4',
    INNGEST_SERVE_URL: 'http://127.0.0.1:5/api/inngest',
  });
  expect(gateway).toMatchObject({
    GATEWAY_PORT: '2',
    GATEWAY_CONTROL_PORT: '3',
    GATEWAY_WEBHOOK_URL: 'http://127.0.0.1:5/api/webhooks/payments',
  });
});

test('both ends of a connection get the same key', () => {
  const { shop, engine, gateway } = plan({});
  expect(shop.PAYMENT_GATEWAY_KEY).toBe(gateway.PAYMENT_GATEWAY_KEY);
  expect(shop.PAYMENT_WEBHOOK_SECRET).toBe(gateway.PAYMENT_WEBHOOK_SECRET);
  expect(shop.INNGEST_SIGNING_KEY).toBe(engine.INNGEST_SIGNING_KEY);
  expect(shop.INNGEST_EVENT_KEY).toBe(engine.INNGEST_EVENT_KEY);
  expect(shop.GATEWAY_CONTROL_KEY).toBeUndefined();
});

test('a real payment API and a real engine keep the keys of the operator', () => {
  const { shop } = plan({
    PAYMENT_GATEWAY_URL: 'https://pay.example',
    PAYMENT_GATEWAY_KEY: 'theirs',
    INNGEST_BASE_URL: 'https://inngest.example',
    INNGEST_SIGNING_KEY: 'signkey-theirs',
  });
  expect(shop).toMatchObject({
    PAYMENT_GATEWAY_URL: 'https://pay.example',
    PAYMENT_GATEWAY_KEY: 'theirs',
    INNGEST_BASE_URL: 'https://inngest.example',
    INNGEST_SIGNING_KEY: 'signkey-theirs',
  });
});

test.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '127.0.0.1'],
  ['192.0.2.7', '192.0.2.7'],
])('a shop that listens on %s is called at %s', (host, expected) => {
  expect(internalHost(host)).toBe(expected);
});
