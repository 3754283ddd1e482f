import { expect, test } from 'vitest';
import { checkCheckout, checkField } from './contact-errors.ts';

const typed = {
  email: 'reader@example.com',
  phone: '010-1234-5678',
  recipient: ' 김독자 ',
  postcode: '03187',
  address1: '서울특별시 종로구 세종대로 1',
  address2: '',
  paymentToken: 'tok_random',
};

test('a good form comes back as the server will read it', () => {
  expect(checkCheckout(typed)).toEqual({
    ok: true,
    paymentToken: 'tok_random',
    contact: {
      email: 'reader@example.com',
      phone: '01012345678',
      recipient: '김독자',
      postcode: '03187',
      address1: '서울특별시 종로구 세종대로 1',
      address2: '',
    },
  });
});

test('each wrong field is named, missing told from malformed, in the order of the form', () => {
  const check = checkCheckout({
    ...typed,
    paymentToken: 'card',
    email: '',
    postcode: '0318',
    recipient: '  ',
  });
  expect(check).toEqual({
    ok: false,
    errors: { email: 'missing', recipient: 'missing', postcode: 'invalid', paymentToken: 'invalid' },
  });
  expect(Object.keys(check.ok ? {} : check.errors)).toEqual([
    'email',
    'recipient',
    'postcode',
    'paymentToken',
  ]);
});

test('a field that was left empty is not scolded yet; a malformed one is', () => {
  expect(checkField('email', '')).toBeUndefined();
  expect(checkField('email', 'reader@')).toBe('invalid');
  expect(checkField('email', 'reader@example.com')).toBeUndefined();
});
