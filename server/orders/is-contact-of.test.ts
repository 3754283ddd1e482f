import { describe, expect, test } from 'vitest';
import { isContactOf } from './is-contact-of.ts';

const order = { email: 'Reader@Example.com', phone: '01012345678' };

describe('the contact of an order is known', () => {
  test.each([
    'reader@example.com',
    '  READER@example.COM ',
    '01012345678',
    '010-1234-5678',
    '010 1234 5678',
    '(010) 1234.5678',
    '+82 10-1234-5678',
    '+82 (0)10 1234 5678',
    '0082 10 1234 5678',
    '82-10-1234-5678',
    '０１０－１２３４－５６７８',
  ])('as %j', (typed) => expect(isContactOf(typed, order)).toBe(true));

  test('whichever way the number was written at checkout', () => {
    expect(isContactOf('010-1234-5678', { ...order, phone: '+821012345678' })).toBe(true);
    expect(isContactOf('+82 10 1234 5678', { ...order, phone: '821012345678' })).toBe(true);
    expect(isContactOf('+1 415 555 0100', { ...order, phone: '+14155550100' })).toBe(true);
  });
});

describe('what is not the contact of an order is refused', () => {
  test.each([
    '',
    ' ',
    '@',
    'eader@example.com',
    'reader+1@example.com',
    '0101234567',
    '010123456789',
    '1012345678',
    '+1012345678',
    '01012345678@example.com',
    'reader@example.com, 01012345678',
  ])('%j', (typed) => expect(isContactOf(typed, order)).toBe(false));
});
