import { expect, test } from 'vitest';
import { deliveryDay } from './delivery-day.ts';

test.each([
  ['a Monday morning', '2026-11-23T09:00:00+09:00', '2026-11-24'],
  ['a Monday at the last minute', '2026-11-23T13:59:59+09:00', '2026-11-24'],
  ['a Monday too late', '2026-11-23T14:00:00+09:00', '2026-11-25'],
  ['a Friday morning: couriers deliver on Saturdays', '2026-11-27T09:00:00+09:00', '2026-11-28'],
  ['a Friday too late: packed on Monday', '2026-11-27T15:00:00+09:00', '2026-12-01'],
  ['a Saturday', '2026-11-28T09:00:00+09:00', '2026-12-01'],
  ['a Sunday', '2026-11-22T23:30:00+09:00', '2026-11-24'],
  ['the last day of a year', '2026-12-31T10:00:00+09:00', '2027-01-01'],
])('ordered on %s', (_, from, day) => {
  expect(deliveryDay(new Date(from))).toBe(day);
});
