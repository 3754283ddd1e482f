import { expect, test } from 'vitest';
import { signedTitle, signIcon } from './tab-sign.ts';

test('a title begins with its sign, or has none', () => {
  expect(signedTitle('✓', '결제를 마쳤어요')).toBe('✓ 결제를 마쳤어요');
  expect(signedTitle(null, '주문을 취소했어요')).toBe('주문을 취소했어요');
});

test('each sign has an icon of its own, which the content security policy lets in', () => {
  const icons = (['✓', '…', '!'] as const).map(signIcon);
  expect(new Set(icons).size).toBe(3);
  for (const icon of icons) {
    expect(icon).toMatch(/^data:image\/svg\+xml,%3Csvg/);
    // A `#` would end the address.
    expect(icon).not.toContain('#');
  }
});
