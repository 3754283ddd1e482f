import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpGateway } from './http-gateway.ts';
import type { PaymentNews } from './port.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

/** A provider that does this with every call. */
async function provider(listener: RequestListener, timeScale = 1) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP always has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return createHttpGateway({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'test-key', timeScale });
}

function answering(status: number, body: unknown): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(
      typeof body === 'string'
        ? body
        : JSON.stringify({ request_id: 'req_1', as_of: 'now', ...Object(body) }),
    );
  };
}

const KEY = 'pay:order:1';
const charge = { key: KEY, merchantOrderId: 'order', amount: 20_000, paymentToken: 'tok_random' };
const payment = (status: string, more: object = {}) => ({
  payment: { id: 'pay_1', idempotency_key: KEY, status, amount_minor: 20_000, currency: 'KRW', ...more },
});
const PAID: Partial<PaymentNews> = { kind: 'paid', paymentId: 'pay_1', amount: 20_000, currency: 'KRW' };

describe('the answer to a charge', () => {
  test.each<[string, number, unknown, Partial<PaymentNews>]>([
    ['200 paid', 200, payment('paid'), PAID],
    ['202 pending', 202, payment('processing'), { kind: 'pending' }],
    [
      '402 declined',
      402,
      { code: 'insufficient_funds', message: '' },
      { kind: 'declined', code: 'insufficient_funds' },
    ],
    ['503 with processed: false', 503, { code: 'busy', processed: false }, { kind: 'not_processed' }],
    ['503 without it', 503, { code: 'busy' }, { kind: 'unknown', detail: 'http_503' }],
    ['500', 500, { code: 'internal_error' }, { kind: 'unknown', detail: 'http_500' }],
    ['502 from a proxy', 502, '<html>Bad gateway</html>', { kind: 'unknown', detail: 'http_502_unreadable' }],
    ['504', 504, { code: 'timeout' }, { kind: 'unknown' }],
    ['409 in progress', 409, { code: 'in_progress' }, { kind: 'unknown', detail: 'http_409' }],
    ['410 key voided', 410, { code: 'key_voided' }, { kind: 'voided' }],
    ['422 key reused', 422, { code: 'key_reused' }, { kind: 'unknown' }],
    ['400', 400, { code: 'bad_request' }, { kind: 'unknown' }],
    ['401', 401, { code: 'unauthorized' }, { kind: 'unknown' }],
    ['429', 429, { code: 'slow_down' }, { kind: 'unknown' }],
    ['404', 404, { code: 'not_found' }, { kind: 'unknown' }],
    ['402 without a code', 402, {}, { kind: 'unknown' }],
    [
      '200 with half a body',
      200,
      '{"payment": {"id": "pay_1", "sta',
      { kind: 'unknown', detail: 'http_200_unreadable' },
    ],
    ['200 without a payment', 200, {}, { kind: 'unknown', detail: 'http_200_without_payment' }],
    [
      '200 about another key',
      200,
      payment('paid', { idempotency_key: 'pay:other:1' }),
      { kind: 'unknown', detail: 'other_key' },
    ],
    ['200 with a status nobody told us about', 200, payment('charged_back'), { kind: 'unknown' }],
  ])('%s', async (_name, status, body, expected) => {
    const gateway = await provider(answering(status, body));
    expect(await gateway.charge(charge)).toMatchObject(expected);
  });

  test('carries the request’s id and the raw body as evidence', async () => {
    const gateway = await provider(answering(200, payment('paid')));
    const news = await gateway.charge(charge);
    expect(news.requestId).toBe('req_1');
    expect(JSON.parse(news.rawBody ?? '')).toMatchObject(payment('paid'));
  });
});

describe('the answer to a question', () => {
  test.each<[string, number, unknown, Partial<PaymentNews>]>([
    ['paid', 200, payment('paid'), PAID],
    ['processing', 200, payment('processing'), { kind: 'pending' }],
    ['declined', 200, payment('declined', { code: 'lost_card' }), { kind: 'declined', code: 'lost_card' }],
    ['voided', 200, payment('voided'), { kind: 'voided' }],
    ['refunded, by somebody else', 200, payment('refunded'), { kind: 'refunded', paymentId: 'pay_1' }],
    ['404 is not proof', 404, { code: 'not_found' }, { kind: 'unknown', detail: 'http_404' }],
    ['500', 500, { code: 'internal_error' }, { kind: 'unknown' }],
  ])('%s', async (_name, status, body, expected) => {
    const gateway = await provider(answering(status, body));
    expect(await gateway.findByKey(KEY)).toMatchObject(expected);
  });
});

describe('the answer to a void', () => {
  test.each<[string, number, unknown, Partial<PaymentNews>]>([
    ['200: a tombstone', 200, payment('voided'), { kind: 'voided' }],
    ['409: already paid', 409, payment('paid'), PAID],
    ['409: already declined', 409, payment('declined', { code: 'lost_card' }), { kind: 'declined' }],
    ['202: not yet', 202, payment('processing'), { kind: 'unknown' }],
    ['404: a key that the provider has not seen', 404, { code: 'not_found' }, { kind: 'unknown' }],
  ])('%s', async (_name, status, body, expected) => {
    const gateway = await provider(answering(status, body));
    expect(await gateway.voidByKey(KEY)).toMatchObject(expected);
  });
});

describe('no answer', () => {
  test('a refused connection proves that nothing was sent', async () => {
    const gateway = await provider(() => {});
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'not_sent', detail: 'refused' });
  });

  test('a reset after the request was read is unknown', async () => {
    const gateway = await provider((request) => request.socket.resetAndDestroy());
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'unknown', detail: 'reset' });
  });

  test('silence is unknown once the time is up', async () => {
    const gateway = await provider(() => {}, 50);
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'unknown', detail: 'timeout' });
  });

  test('a body that never ends is unknown once the time is up', async () => {
    const gateway = await provider((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"payment":');
    }, 50);
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'unknown', detail: 'timeout' });
  });

  test('is never repeated by the transport: the provider sees one call', async () => {
    let calls = 0;
    const gateway = await provider((_request, response) => {
      calls += 1;
      response.writeHead(503).end('{}');
    });
    await gateway.charge(charge);
    await gateway.findByKey(KEY);
    expect(calls).toBe(2);
  });
});
