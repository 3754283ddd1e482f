import { describe, expect, test } from 'vitest';
import { GIVE_UP_AFTER_MS, nextSendDelayMs } from './rules.ts';

describe('after a failed sending', () => {
  test('the wait doubles from a minute to an hour', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 50].map((sends) => (nextSendDelayMs(sends, 0) ?? 0) / 60_000);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test('the mail is given up after four days, not before', () => {
    expect(nextSendDelayMs(90, GIVE_UP_AFTER_MS - 1)).toBe(3_600_000);
    expect(nextSendDelayMs(90, GIVE_UP_AFTER_MS)).toBeNull();
  });
});
