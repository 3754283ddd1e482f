import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a text is the e-mail address or the phone number of an order, however either is written. Takes the same
 * time for every answer: both are always compared, as hashes of one length.
 */
export function isContactOf(typed: string, order: { email: string; phone: string }): boolean {
  const isEmail = isSame(plainEmail(typed), plainEmail(order.email));
  const isPhone = isSame(plainPhone(typed), plainPhone(order.phone));
  return isEmail || isPhone;
}

function plainEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** `+82 10-1234-5678`, `(010) 1234 5678` and `010.1234.5678` are one number: `01012345678`. */
function plainPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s().\-–]/g, '')
    .replace(/^(?:\+82|0082|82)0?/, '0');
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
