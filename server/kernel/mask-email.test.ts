import { expect, test } from 'vitest';
import { maskEmail } from './mask-email.ts';

test.each([
  ['reader@example.com', 'r****r@example.com'],
  ['ab@example.com', 'a****@example.com'],
  ['a@example.com', 'a****@example.com'],
  ['"a@b"@example.com', '"****"@example.com'],
])('%s → %s', (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});
