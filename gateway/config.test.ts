import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const needed = {
  PAYMENT_GATEWAY_KEY: 'a',
  PAYMENT_WEBHOOK_SECRET: 'whsec_c2VjcmV0',
  GATEWAY_CONTROL_KEY: 'c',
  GATEWAY_DATA_DIR: '/tmp/x',
};

test('has a default for everything that is not a secret or a place', () => {
  expect(readConfig(needed)).toMatchObject({
    port: 4010,
    controlPort: 4011,
    profile: 'seed',
    seed: 'bookstore',
    webhookUrl: null,
  });
});

test('names everything that is missing or wrong, at once', () => {
  const wrong = { ...needed, GATEWAY_CONTROL_KEY: '', GATEWAY_PORT: '70000', GATEWAY_PROFILE: 'kind' };
  expect(() => readConfig(wrong)).toThrow(/GATEWAY_CONTROL_KEY[\s\S]*GATEWAY_PORT[\s\S]*GATEWAY_PROFILE/);
});
