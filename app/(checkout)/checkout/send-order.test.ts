import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { orderNumberSchema } from '#server/kernel/ids.ts';
import type { PlaceOrderResult } from '#server/orders/contract.ts';
import { sendOrder } from './send-order.ts';

const failing = (error: unknown) => () => Promise.reject<unknown>(error);

function shopError(httpStatus: number, appCode: string | null = null) {
  return TRPCClientError.from({ error: { code: -32000, message: '', data: { httpStatus, appCode } } });
}

test('what the shop says is passed on', async () => {
  const placed: PlaceOrderResult = {
    kind: 'placed',
    orderNumber: orderNumberSchema.parse('20261122-7F3K9Q'),
    replayed: false,
  };
  expect(await sendOrder(async () => placed)).toEqual(placed);
});

test.each([412, 413, 429])('a %i of the shop is a no', async (status) => {
  expect(await sendOrder(failing(shopError(status)))).toEqual({ kind: 'not_saved' });
});

test.each([400, 404])('a %i of the shop means that this page is too old', async (status) => {
  expect(await sendOrder(failing(shopError(status)))).toEqual({ kind: 'outdated' });
});

test('an answer that this page does not know is neither a yes nor a no', async () => {
  const ofTomorrow = { kind: 'put_on_waiting_list', position: 3 };
  expect(await sendOrder(async () => ofTomorrow)).toEqual({ kind: 'not_understood' });
});

test.each([
  ['a 500 of the shop', shopError(500)],
  ['a 503 of the shop', shopError(503)],
  ['a page of a proxy', TRPCClientError.from(new Error('Unexpected token <'))],
  ['a dropped connection', TRPCClientError.from(new TypeError('Failed to fetch'))],
  ['a deadline', new DOMException('', 'TimeoutError')],
])('%s is no answer', async (_, error) => {
  expect(await sendOrder(failing(error))).toEqual({ kind: 'lost' });
});

test('a key that belongs to another order is named', async () => {
  expect(await sendOrder(failing(shopError(409, 'IDEMPOTENCY_KEY_REUSED')))).toEqual({ kind: 'key_reused' });
});
