import { expect, test } from 'vitest';
import { behaviourSchemas, type Lane } from './behaviour.ts';
import { dice } from './draw.ts';
import { profileNames, profiles } from './profiles.ts';

const DRAWS = 3000;
const draws = <L extends Lane>(name: (typeof profileNames)[number], lane: L) =>
  Array.from({ length: DRAWS }, (_, n) => profiles[name][lane](dice('bookstore', lane, `pay:${n}:1`, 1)));
const lanes = [
  'charge',
  'status',
  'void',
  'refund',
  'refundStatus',
  'ledger',
  'webhook',
  'posting',
] as const satisfies Lane[];

test('seed fails at once 33 %, answers after 60 s 33 %, pays at once 34 % of the time', () => {
  const kinds = draws('seed', 'charge').map(({ kind }) => kind);
  const share = (...wanted: string[]) => kinds.filter((kind) => wanted.includes(kind)).length / DRAWS;
  // Three standard deviations of a share of a third over 3,000 draws are 0.026.
  expect(Math.abs(share('not_processed', 'declined', 'error') - 0.33)).toBeLessThan(0.026);
  expect(Math.abs(share('slow') - 0.33)).toBeLessThan(0.026);
  expect(Math.abs(share('paid') - 0.34)).toBeLessThan(0.026);
  expect(share('not_processed', 'declined', 'error', 'slow', 'paid')).toBe(1);
  for (const kind of ['not_processed', 'declined', 'error']) {
    expect(Math.abs(share(kind) - 0.11)).toBeLessThan(0.018);
  }
});

test('of the ambiguous errors of seed half charged, and of its slow charges nine in ten pay within the minute', () => {
  const all = draws('seed', 'charge');
  const errors = all.filter((b) => b.kind === 'error');
  const slow = all.filter((b) => b.kind === 'slow');
  expect(Math.abs(errors.filter((b) => b.applies).length / errors.length - 0.5)).toBeLessThan(0.085);
  expect(Math.abs(slow.filter((b) => b.succeeds).length / slow.length - 0.9)).toBeLessThan(0.03);
  expect(
    slow.every((b) => b.answerAfterMs === 60_000 && b.settleAfterMs >= 0 && b.settleAfterMs < 60_000),
  ).toBe(true);
  const mean = slow.reduce((sum, b) => sum + b.settleAfterMs, 0) / slow.length;
  expect(Math.abs(mean - 30_000)).toBeLessThan(1_700);
});

test('hostile draws every fault that ends by itself', () => {
  const kinds = (lane: Lane) => [...new Set(draws('hostile', lane).map(({ kind }) => kind))].sort();
  expect(kinds('charge')).toEqual([
    'declined',
    'error',
    'garbled',
    'not_processed',
    'paid',
    'paid_twice',
    'pending',
    'rate_limited',
    'reset',
    'slow',
    'timeout',
  ]);
  expect(kinds('status')).toEqual(['error', 'garbled', 'not_found', 'reset', 'stale', 'truth']);
  expect(kinds('void')).toEqual(['error', 'garbled', 'not_found', 'pending', 'reset', 'truth']);
  expect(kinds('webhook')).toEqual(['contradicted', 'doubled', 'early', 'forged', 'late', 'lost', 'sent']);
  expect(kinds('posting')).toEqual(['late', 'prompt']);
  expect(kinds('refund')).not.toContain('failed');
});

test('calm pays everything and down tells nothing and does nothing', () => {
  expect(new Set(draws('calm', 'charge').map(({ kind }) => kind))).toEqual(new Set(['paid']));
  const down = draws('down', 'charge');
  expect(down.every((b) => b.kind === 'error' && b.status === 503 && !b.applies)).toBe(true);
});

test('slow-status charges like seed and answers reads after 2 to 20 s', () => {
  expect(draws('slow-status', 'charge')).toEqual(draws('seed', 'charge'));
  const reads = draws('slow-status', 'status');
  expect(reads.every((b) => b.kind === 'slow' && b.afterMs >= 2_000 && b.afterMs < 20_000)).toBe(true);
});

test.each(profileNames)('everything %s draws can be written into a script', (name) => {
  for (const lane of lanes) {
    for (const behaviour of draws(name, lane))
      expect(behaviourSchemas[lane].parse(behaviour)).toEqual(behaviour);
  }
});
