import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How long an admin stays logged in, in seconds: one working day. */
export const ADMIN_SESSION_SECONDS = 12 * 3_600;

/** Compares without telling by its time how much was right. */
export function isAdminPassword(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** A session that says until when it holds, signed with the password: changing that ends all sessions. */
export function issueAdminSession(password: string, now: Date): string {
  const expires = Math.floor(now.getTime() / 1_000) + ADMIN_SESSION_SECONDS;
  return `${expires}.${sign(password, expires)}`;
}

export function isAdminSession(session: string | undefined, password: string, now: Date): boolean {
  const [expires, signature] = (session ?? '').split('.');
  if (!expires || !signature || !/^\d{1,12}$/.test(expires)) return false;
  if (Number(expires) * 1_000 <= now.getTime()) return false;
  return timingSafeEqual(digest(signature), digest(sign(password, Number(expires))));
}

function sign(password: string, expires: number): string {
  return createHmac('sha256', password).update(`admin-session:${expires}`).digest('base64url');
}

/** Equal lengths for the comparison, whatever was given. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
