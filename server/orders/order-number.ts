import { type OrderNumber, orderNumberSchema } from '../kernel/ids.ts';

/** Crockford's base32: no I, L, O or U, so that a number read aloud or copied by hand stays right. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SEOUL_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Seoul',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Seoul and six digits from `random` (at least 6 random bytes): 30 bits that nobody can count through. */
export function makeOrderNumber(now: Date, random: Uint8Array): OrderNumber {
  const day = SEOUL_DAY.format(now).replaceAll('-', '');
  const digits = Array.from(random.subarray(0, 6), (byte) => DIGITS[byte % DIGITS.length]).join('');
  return orderNumberSchema.parse(`${day}-${digits}`);
}

/**
 * What somebody typed or pasted, as an order number is written, for comparing: capitals, without what surrounds
 * it, and with I, L and O read as the digits that they were mistaken for. What is not a number stays none.
 */
export function readOrderNumber(typed: string): string {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
  return `${signs.slice(0, 8)}-${signs.slice(8)}`;
}
