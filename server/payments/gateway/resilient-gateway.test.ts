import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createHttpGateway } from './http-gateway.ts';
import type { PaymentGateway } from './port.ts';
import { createResilientGateway, type LaneName } from './resilient-gateway.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await stop(server);
});

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A provider on a real port; 0 is any free one. */
async function serve(listener: RequestListener, port = 0): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  servers.push(server);
  // A server that listens on TCP always has an AddressInfo.
  return { server, port: (server.address() as AddressInfo).port };
}

/** The shop's client behind its breakers; `timeScale` divides the 10 s until a probe is due. */
function connect(port: number, { timeScale = 1, chargeTimeoutMs = 5_000 } = {}) {
  const changes: string[] = [];
  const gateway = createResilientGateway(
    createHttpGateway({
      baseUrl: `http://127.0.0.1:${port}`,
      apiKey: 'test-key',
      timeScale: 5_000 / chargeTimeoutMs,
    }),
    { timeScale, onChange: (lane, state) => changes.push(`${lane} ${state}`) },
  );
  return { gateway, changes };
}

const KEY = 'pay:order:1';
const charge = { key: KEY, merchantOrderId: 'order', amount: 20_000, paymentToken: 'tok_random' };
const refund = { key: 'refund:1', paymentId: 'pay_1', amount: 20_000 };

const paying: RequestListener = (_request, response) => {
  const payment = {
    id: 'pay_1',
    idempotency_key: KEY,
    status: 'paid',
    amount_minor: 20_000,
    currency: 'KRW',
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ request_id: 'req_1', payment }));
};

test('hundreds of charges that hang do not keep a question from being answered', async () => {
  const hanging: (() => void)[] = [];
  let charged = 0;
  const { port } = await serve((request, response) => {
    if (request.method !== 'POST') return paying(request, response);
    charged += 1;
    hanging.push(() => paying(request, response));
  });
  const { gateway } = connect(port, { chargeTimeoutMs: 60_000 });
  const charges = Array.from({ length: 500 }, () => gateway.charge(charge));
  await vi.waitFor(() => expect(charged).toBe(200), 20_000);

  expect(await gateway.findByKey(KEY)).toMatchObject({ kind: 'paid' });
  expect(charged).toBe(200);

  for (const answer of hanging.splice(0)) answer();
  await vi.waitFor(() => expect(charged).toBe(400), 20_000);
  for (const answer of hanging.splice(0)) answer();
  const kinds = (await Promise.all(charges)).map(({ kind, detail }) => `${kind} ${detail}`);
  expect(kinds).toEqual([...Array(400).fill('paid http_200'), ...Array(100).fill('not_sent busy')]);
}, 60_000);

const CALLS: Record<LaneName, (gateway: PaymentGateway) => Promise<{ kind: string; detail: string }>> = {
  charge: (gateway) => gateway.charge(charge),
  status: (gateway) => gateway.findByKey(KEY),
  void: (gateway) => gateway.voidByKey(KEY),
  refund: (gateway) => gateway.refund(refund),
};

test.each(['charge', 'status', 'void', 'refund'] as const)(
  'the breaker of %s shuts that kind of call and no other',
  async (shut) => {
    let broken = true;
    const { port } = await serve((request, response) =>
      broken ? response.writeHead(503).end('{}') : paying(request, response),
    );
    const { gateway, changes } = connect(port);
    for (let calls = 0; calls < 25; calls++) await CALLS[shut](gateway);
    broken = false;
    expect(changes).toEqual([`${shut} open`]);
    expect(gateway.mayCharge()).toBe(shut !== 'charge');
    for (const [name, call] of Object.entries(CALLS)) {
      const { kind, detail } = await call(gateway);
      if (name === shut) expect([kind, detail]).toEqual(['not_sent', 'breaker_open']);
      else expect(kind).not.toBe('not_sent');
    }
  },
);

test('questions about refunds share the room of questions, and the ledger is never shut', async () => {
  const { port } = await serve((_request, response) => response.writeHead(503).end('{}'));
  const { gateway, changes } = connect(port);
  for (let calls = 0; calls < 30; calls++) await gateway.ledger({});
  expect(changes).toEqual([]);
  for (let calls = 0; calls < 25; calls++) await gateway.findRefundByKey('refund:1');
  expect(changes).toEqual(['status open']);
  expect(await gateway.findByKey(KEY)).toMatchObject({ kind: 'not_sent', detail: 'breaker_open' });
  expect(await gateway.ledger({})).toEqual({ kind: 'unavailable', detail: 'http_503' });
});

test('a provider that goes away is left alone, probed, and used again when it is back', async () => {
  const { server, port } = await serve(paying);
  const { gateway, changes } = connect(port, { timeScale: 100 });
  expect(await gateway.charge(charge)).toMatchObject({ kind: 'paid' });

  await stop(server);
  let refused = 0;
  while (gateway.mayCharge()) {
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'not_sent', detail: 'refused' });
    refused += 1;
  }
  expect(refused).toBe(25);
  await vi.waitFor(() => expect(gateway.mayCharge()).toBe(true));
  expect(await gateway.charge(charge)).toMatchObject({ kind: 'not_sent', detail: 'refused' });
  expect(gateway.mayCharge()).toBe(false);

  await serve(paying, port);
  await vi.waitFor(() => expect(gateway.mayCharge()).toBe(true));
  expect(await gateway.charge(charge)).toMatchObject({ kind: 'paid' });
  expect(gateway.mayCharge()).toBe(true);
  expect(changes).toEqual(['charge open', 'charge closed']);
});
