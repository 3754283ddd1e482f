import { expect, test } from 'vitest';
import {
  type CheckoutField,
  checkoutSchema,
  nameProblem,
  problemsOf,
  withoutMissing,
} from './checkout-fields.ts';

const typed = {
  email: 'reader@example.com',
  phone: '010-1234-5678',
  recipient: ' 김독자 ',
  postcode: '03187',
  address1: '서울특별시 종로구 세종대로 1',
  address2: '',
  deliveryNote: '',
  paymentToken: 'tok_random',
  agreed: true,
};

function problemsIn(values: Record<string, unknown>) {
  const parsed = checkoutSchema.safeParse(values, { error: nameProblem });
  const issues = parsed.success ? [] : parsed.error.issues;
  const errors = Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), { message }]));
  return problemsOf(errors satisfies Partial<Record<CheckoutField, { message: string }>>);
}

test('a good form is read as the server will read it', () => {
  expect(checkoutSchema.parse(typed)).toEqual({ ...typed, phone: '01012345678', recipient: '김독자' });
});

test('each wrong field is named, missing told from malformed, in the order of the form', () => {
  const problems = problemsIn({
    ...typed,
    agreed: false,
    paymentToken: 'card',
    email: '',
    postcode: '0318',
    recipient: '  ',
    phone: '',
  });
  expect(Object.entries(problems)).toEqual([
    ['email', 'missing'],
    ['phone', 'missing'],
    ['recipient', 'missing'],
    ['postcode', 'invalid'],
    ['paymentToken', 'invalid'],
    ['agreed', 'missing'],
  ]);
});

test('a field that was left empty is not scolded before the form is sent; a malformed one is', () => {
  expect(withoutMissing({ email: 'missing', postcode: 'invalid' })).toEqual({ postcode: 'invalid' });
});
