import { describe, expect, test } from 'vitest';
import { formatWon, percentOff } from './money.ts';

describe('formatWon', () => {
  test('writes won as people in each language do', () => {
    expect(formatWon(18_900, 'ko')).toBe('18,900원');
    expect(formatWon(18_900, 'en')).toBe('₩18,900');
    expect(formatWon(0, 'ko')).toBe('0원');
    expect(formatWon(1_234_567, 'en')).toBe('₩1,234,567');
  });
});

describe('percentOff', () => {
  test('never promises more than the discount is', () => {
    expect(percentOff(18_000, 16_200)).toBe(10);
    expect(percentOff(13_000, 11_710)).toBe(9);
  });

  test('is zero when there is no discount', () => {
    expect(percentOff(10_000, 10_000)).toBe(0);
    expect(percentOff(10_000, 12_000)).toBe(0);
    expect(percentOff(0, 0)).toBe(0);
  });
});
