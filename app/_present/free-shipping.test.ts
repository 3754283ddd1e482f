import { expect, test } from 'vitest';
import { FREE_SHIPPING_FROM_WON } from '#server/orders/contract.ts';
import { wonToFreeShipping } from './free-shipping.ts';

test('says what is missing up to the last won', () => {
  expect(wonToFreeShipping(FREE_SHIPPING_FROM_WON - 3_200)).toBe(3_200);
  expect(wonToFreeShipping(FREE_SHIPPING_FROM_WON - 1)).toBe(1);
});

test('says nothing when delivery is free already, or nothing is delivered', () => {
  expect(wonToFreeShipping(FREE_SHIPPING_FROM_WON)).toBeNull();
  expect(wonToFreeShipping(0)).toBeNull();
});
