import { randomUUID } from 'node:crypto';
import type { PlaceOrderInput } from '../orders/contract.ts';
import { priceOrder } from '../orders/rules.ts';

/** A request to buy books of 20,000 won each with the total that the page would have shown. */
export function orderFor(
  lines: PlaceOrderInput['lines'],
  changes: Partial<PlaceOrderInput> = {},
): PlaceOrderInput {
  return {
    clientKey: randomUUID(),
    lines,
    expectedTotal: priceOrder(lines.map((line) => ({ ...line, unitPrice: 20_000 }))).total,
    contact: {
      email: 'reader@example.com',
      phone: '01012345678',
      recipient: '김독자',
      postcode: '04524',
      address1: '서울 중구 세종대로 110',
      address2: '3층',
      deliveryNote: '',
    },
    paymentToken: 'tok_random',
    locale: 'ko',
    sameAgain: false,
    ...changes,
  };
}
