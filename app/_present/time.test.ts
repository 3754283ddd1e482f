import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatDateTime,
  formatDay,
  formatDayAndTime,
  formatTime,
  formatTimeWithSeconds,
} from './time.ts';

const evening = '2026-11-22T10:05:10.000Z';
const midnight = '2026-11-22T15:00:00.000Z';

describe('times', () => {
  test('are told in Seoul, on a 24-hour clock that starts at 00', () => {
    expect(formatTime(evening, 'ko')).toBe('19:05');
    expect(formatTime(midnight, 'ko')).toBe('00:00');
    expect(formatTime(midnight, 'en')).toBe('00:00');
    expect(formatTimeWithSeconds(evening, 'en')).toBe('19:05:10');
  });

  test('carry the date of Seoul in both languages', () => {
    expect(formatDateTime(midnight, 'ko')).toBe('2026년 11월 23일 00:00');
    expect(formatDayAndTime(midnight, 'ko')).toBe('11월 23일 00:00');
    expect(formatDayAndTime(evening, 'en')).toBe('22 November at 19:05');
    expect(formatDateTime(evening, 'en')).toBe('22 November 2026 at 19:05');
  });
});

describe('days', () => {
  test('stay the day they are, with the day of the week', () => {
    expect(formatDay('2026-11-24', 'ko')).toBe('11월 24일 (화)');
    expect(formatDay('2026-11-24', 'en')).toBe('Tue 24 November');
  });
});

describe('formatAge', () => {
  test('reads like a stopwatch', () => {
    expect(formatAge(452_000)).toBe('07:32');
    expect(formatAge(4_052_999)).toBe('1:07:32');
    expect(formatAge(-5)).toBe('00:00');
  });
});
