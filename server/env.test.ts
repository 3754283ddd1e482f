import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'));
const REQUIRED = ['DATABASE_URL', 'PAYMENT_GATEWAY_URL', 'PAYMENT_GATEWAY_KEY', 'SHOP_URL'];

test('.env.example is a valid environment and names every setting', () => {
  expect(Object.keys(readEnv(example)).sort()).toEqual(Object.keys(example).sort());
});

test.each(REQUIRED)('a missing %s stops the start with its name', (name) => {
  expect(() => readEnv({ ...example, [name]: undefined })).toThrow(name);
});

test('all wrong settings are named at once, and no value is printed', () => {
  const wrong = {
    ...example,
    DATABASE_URL: 'mysql://secret@host/db',
    PAYMENT_GATEWAY_KEY: 'short',
    TIME_SCALE: '0',
  };
  const message = () => {
    try {
      readEnv(wrong);
    } catch (error) {
      return String(error);
    }
    return 'no error';
  };
  expect(message()).toMatch(/DATABASE_URL[\s\S]*PAYMENT_GATEWAY_KEY[\s\S]*TIME_SCALE/);
  expect(message()).not.toMatch(/secret|short/);
});

test('a mail server without a sender stops the start, no mail server does not', () => {
  expect(() => readEnv({ ...example, MAIL_FROM: '' })).toThrow('MAIL_FROM');
  expect(readEnv({ ...example, MAIL_FROM: '', SMTP_URL: '' }).SMTP_URL).toBeUndefined();
});

test('an empty line in .env counts as not set', () => {
  expect(readEnv({ ...example, ADMIN_PASSWORD: '' }).ADMIN_PASSWORD).toBeUndefined();
});
