import { createHash } from 'node:crypto';
import type { PlaceOrderInput } from './contract.ts';

/**
 * Names the content of a request without its key: the same key with another content is an error, not a replay.
 * Whether the shopper was asked about ordering again is no content: the answer is the same order.
 */
export function hashRequest({ clientKey: _key, ...content }: PlaceOrderInput): string {
  const { lines, expectedTotal, contact, paymentToken, locale } = content;
  const canonical = [
    lines.map(({ bookId, quantity }) => [bookId, quantity]).sort(),
    expectedTotal,
    [contact.email, contact.phone, contact.recipient],
    [contact.postcode, contact.address1, contact.address2, contact.deliveryNote],
    paymentToken,
    locale,
  ];
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}
