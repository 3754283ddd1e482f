import { expect, test } from 'vitest';
import { startOfDayInKorea } from './korean-day.ts';

test('a day in Korea begins nine hours before the same day in London', () => {
  expect(startOfDayInKorea('2027-03-02').toISOString()).toBe('2027-03-01T15:00:00.000Z');
});
