import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSecrets } from './secrets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bookstore-secrets-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('keys are generated once, kept, and readable by their owner only', async () => {
  const file = path.join(folder, 'new', 'secrets.json');
  const first = await loadSecrets(file, {});
  const second = await loadSecrets(file, {});
  expect(second.secrets).toEqual(first.secrets);
  expect(first.fresh).toContain('ADMIN_PASSWORD');
  expect(second.fresh.size).toBe(0);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('generated keys have the shapes their readers ask for', async () => {
  const { secrets } = await loadSecrets(path.join(folder, 'shapes.json'), {});
  expect(secrets.PAYMENT_WEBHOOK_SECRET).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secrets.INNGEST_SIGNING_KEY).toMatch(/^signkey-\w+-[0-9a-f]{64}$/);
  expect(secrets.PAYMENT_GATEWAY_KEY.length).toBeGreaterThanOrEqual(16);
  expect(secrets.ADMIN_PASSWORD.length).toBeGreaterThanOrEqual(12);
});

test('a key of the operator is used and never written down', async () => {
  const file = path.join(folder, 'given.json');
  const { secrets, fresh } = await loadSecrets(file, { ADMIN_PASSWORD: 'chosen by a person' });
  expect(secrets.ADMIN_PASSWORD).toBe('chosen by a person');
  expect(fresh).not.toContain('ADMIN_PASSWORD');
  expect(await readFile(file, 'utf8')).not.toContain('chosen by a person');
});

test('an empty variable counts as not set', async () => {
  const { secrets } = await loadSecrets(path.join(folder, 'empty.json'), { ADMIN_PASSWORD: '' });
  expect(secrets.ADMIN_PASSWORD).not.toBe('');
});
