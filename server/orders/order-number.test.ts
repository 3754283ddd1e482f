import { describe, expect, test } from 'vitest';
import { orderNumberSchema } from '../kernel/ids.ts';
import { makeOrderNumber, readOrderNumber } from './order-number.ts';

describe('an order number', () => {
  test('is of the day in Seoul', () => {
    expect(makeOrderNumber(new Date('2026-11-21T15:00:00Z'), new Uint8Array(6))).toBe('20261122-000000');
    expect(makeOrderNumber(new Date('2026-11-21T14:59:59Z'), new Uint8Array(6))).toBe('20261121-000000');
  });
});

describe('a typed order number', () => {
  test.each([
    '20261122-7F3K9Q',
    '  20261122-7f3k9q\n',
    '202611227F3K9Q',
    '20261122 7F3K9Q',
    '20261122–7F3K9Q',
    '#20261122-7F3K9Q',
    '주문번호 20261122-7F3K9Q',
    '２０２６１１２２－７Ｆ３Ｋ９Ｑ',
    '2O26ll22-7F3K9Q',
  ])('%j is found', (typed) => expect(readOrderNumber(typed)).toBe('20261122-7F3K9Q'));

  test('I, L and O are read as the digits they look like', () => {
    expect(readOrderNumber('20261122-iLoQ9Q')).toBe('20261122-110Q9Q');
  });

  test.each([
    '',
    '-',
    '20261122',
    '20261122-7F3K9',
    '20261122-7F3K9QQ',
    '20261122-7F3K9U',
    'reader@example.com',
    '\0',
  ])('%j is none', (typed) =>
    expect(orderNumberSchema.safeParse(readOrderNumber(typed)).success).toBe(false),
  );

  test('every number that was made is read as itself', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const number = makeOrderNumber(new Date('2026-11-22T00:00:00Z'), new Uint8Array(6).fill(byte));
      expect(readOrderNumber(number.toLowerCase())).toBe(number);
    }
  });
});
