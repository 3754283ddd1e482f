import { expect, test } from 'vitest';
import { returnPath } from './return-path.ts';

const shop = 'http://localhost:3000';

test('a page of the shop is returned to, with its query', () => {
  expect(returnPath(`${shop}/?category=poetry`, shop, '/')).toBe('/?category=poetry');
  expect(returnPath('/admin/payments', shop, '/')).toBe('/admin/payments');
});

test.each([
  'https://elsewhere.example/cart',
  '//elsewhere.example/cart',
  'http://localhost:3001/cart',
  `${shop}//elsewhere.example`,
  'javascript:alert(1)',
  'http://[',
])('%s is not', (referrer) => {
  expect(returnPath(referrer, shop, '/')).toBe('/');
});

test('without a referrer the fallback is taken', () => {
  expect(returnPath(null, shop, '/cart')).toBe('/cart');
});
