import { expect, test } from 'vitest';
import { momentAfter, reachMoment, retryMoment } from './timing.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const after = (moment: Date) => moment.getTime() - now.getTime();

test.each([
  ['5s', 5_000],
  ['1d2h', 93_600_000],
  ['1w1m1s', 604_861_000],
  ['2026-01-01T00:00:01.500Z', 1_500],
])('"%s" is %d ms from now', (text, ms) => {
  expect(after(momentAfter(text, now))).toBe(ms);
});

test.each(['', 'soon', '5', '-1s', '1.5s'])('"%s" is refused', (text) => {
  expect(() => momentAfter(text, now)).toThrow(RangeError);
});

test('waits between tries grow like those of the real server, up to two hours and half a minute', () => {
  const waits = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 7_200, 7_200];
  for (const [attempt, seconds] of waits.entries()) {
    const ms = after(retryMoment(attempt, null, now));
    expect(ms).toBeGreaterThanOrEqual(seconds * 1_000);
    expect(ms).toBeLessThanOrEqual(seconds * 1_000 + 30_000);
  }
});

test('what a RetryAfterError asks for is kept exactly, in seconds or as a date', () => {
  expect(after(retryMoment(7, '3', now))).toBe(3_000);
  expect(after(retryMoment(0, '2026-01-01T00:00:42.000Z', now))).toBe(42_000);
});

test('a shop that is away is asked again within 5 s however long it was away', () => {
  const waits = Array.from({ length: 2_000 }, (_, failures) => after(reachMoment(failures, now)));
  expect(waits.slice(0, 6)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000]);
  expect(Math.max(...waits)).toBe(5_000);
});
