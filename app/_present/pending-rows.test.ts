import { expect, test } from 'vitest';
import { type PendingPayment, pendingPaymentSchema } from '#server/payments/contract.ts';
import { type Checked, pendingRows } from './pending-rows.ts';

function payment(digit: number): PendingPayment {
  return pendingPaymentSchema.parse({
    attemptId: `019b0000-0000-7000-8000-00000000000${digit}`,
    orderNumber: `20261122-00000${digit}`,
    amount: 10_000,
    status: 'unknown',
    attempt: 1,
    sends: 1,
    checks: 2,
    lastResult: 'timeout',
    createdAt: '2026-11-22T10:00:00.000Z',
    lastCheckedAt: null,
    nextCheckAt: '2026-11-22T10:05:00.000Z',
    maskedEmail: 'r•••@example.com',
    reviewDueAt: null,
    reviewOwner: null,
  });
}

const checked = (one: PendingPayment, status: Checked['result']['status']) =>
  [one.attemptId, { payment: one, result: { status, lastResult: null, nextCheckAt: null } }] as const;

test('payments stand as the server orders them, each with what a check has said', () => {
  const [first, second] = [payment(1), payment(2)];
  const rows = pendingRows([first, second], new Map([checked(second, 'unknown')]));
  expect(rows.map((row) => [row.payment.orderNumber, row.result?.status ?? null])).toEqual([
    ['20261122-000001', null],
    ['20261122-000002', 'unknown'],
  ]);
});

test('a payment that a check has settled stays, at the end, with its end', () => {
  const [first, second] = [payment(1), payment(2)];
  const rows = pendingRows([second], new Map([checked(first, 'paid')]));
  expect(rows.map((row) => [row.payment.orderNumber, row.payment.status, row.isSettled])).toEqual([
    ['20261122-000002', 'unknown', false],
    ['20261122-000001', 'paid', true],
  ]);
});
