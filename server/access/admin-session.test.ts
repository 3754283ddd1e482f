import { expect, test } from 'vitest';
import {
  ADMIN_SESSION_SECONDS,
  isAdminPassword,
  isAdminSession,
  issueAdminSession,
} from './admin-session.ts';

const now = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test('a session holds for its time and not longer', () => {
  const session = issueAdminSession('a-long-password', now);
  expect(isAdminSession(session, 'a-long-password', later(ADMIN_SESSION_SECONDS - 1))).toBe(true);
  expect(isAdminSession(session, 'a-long-password', later(ADMIN_SESSION_SECONDS))).toBe(false);
});

test('changing the password ends every session', () => {
  expect(isAdminSession(issueAdminSession('a-long-password', now), 'another-password', now)).toBe(false);
});

test.each(['', '1', '.', '9999999999.', '9999999999.forged', 'x.y', '-1.z'])(
  '%j is no session',
  (session) => {
    expect(isAdminSession(session, 'a-long-password', now)).toBe(false);
  },
);

test('only the whole password opens', () => {
  expect(isAdminPassword('a-long-password', 'a-long-password')).toBe(true);
  expect(isAdminPassword('a-long-passwor', 'a-long-password')).toBe(false);
});
