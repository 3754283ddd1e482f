import { expect, test } from 'vitest';
import { pollInterval } from './poll-interval.ts';

test('the shop’s wish is followed, stretched by the page’s share of the jitter', () => {
  expect(pollInterval(3_000, 0, 1)).toBe(3_000);
  expect(pollInterval(3_000, 0, 1.2)).toBe(3_600);
});

test('an order that is over is not asked about, answer or no answer', () => {
  expect(pollInterval(null, 0, 1)).toBe(false);
  expect(pollInterval(null, 30_000, 1)).toBe(false);
});

test('a shop that stays silent is asked ever more rarely, but at least every minute and a bit', () => {
  const pauses: number[] = [];
  for (let silentMs = 1_500; silentMs < 600_000; ) {
    const pause = Number(pollInterval(1_500, silentMs, 1));
    pauses.push(pause);
    silentMs += pause;
  }
  expect(pauses.slice(0, 7)).toEqual([1_500, 3_000, 6_000, 12_000, 24_000, 48_000, 60_000]);
  expect(Math.max(...pauses)).toBe(60_000);
});

test('silence never makes it ask more often than the shop wished', () => {
  expect(pollInterval(30_000, 1_000, 1)).toBe(30_000);
});
