import { createHmac, timingSafeEqual } from 'node:crypto';

const WINDOW_MS = 5 * 60_000;

/**
 * JSON text with sorted keys (RFC 8785), over which both sides sign: the receiver parses the body and writes
 * it again, so the text must come out the same. `value` must be plain JSON data.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The value of `x-inngest-signature` for this text: `t=<unix s>&s=<hex HMAC-SHA256(key, text + t)>`. */
export function signText(text: string, signingKey: string, at = new Date()): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds}&s=${digest(text, signingKey, String(seconds))}`;
}

/** Whether `signature` was made over this text with this key in the last five minutes. */
export function isSignedText(text: string, signingKey: string, signature: string | null): boolean {
  const parts = new URLSearchParams(signature ?? '');
  const seconds = parts.get('t') ?? '';
  if (!(Math.abs(Date.now() - Number(seconds) * 1_000) < WINDOW_MS)) return false;
  const expected = Buffer.from(digest(text, signingKey, seconds));
  const given = Buffer.from(parts.get('s') ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function digest(text: string, signingKey: string, seconds: string): string {
  const secret = signingKey.replace(/^signkey-\w+-/, '');
  return createHmac('sha256', secret)
    .update(text + seconds)
    .digest('hex');
}
