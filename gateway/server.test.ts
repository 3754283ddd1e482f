import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startGateway } from './server.ts';
import { testConfig } from './testing/test-gateway.ts';

test('a taken port is an error that names it, and leaves the store free for the next start', async () => {
  const dirs = [
    await mkdtemp(join(tmpdir(), 'gateway-test-')),
    await mkdtemp(join(tmpdir(), 'gateway-test-')),
  ];
  const [one = '', two = ''] = dirs;
  const first = await startGateway(testConfig(one));
  const port = Number(new URL(first.url).port);
  await expect(startGateway({ ...testConfig(two), port })).rejects.toThrow(
    `EADDRINUSE: address already in use 127.0.0.1:${port}`,
  );
  await expect(startGateway({ ...testConfig(two), controlPort: port })).rejects.toThrow('EADDRINUSE');
  const second = await startGateway(testConfig(two));
  await Promise.all([first.stop(), second.stop()]);
  for (const dir of dirs) await rm(dir, { recursive: true });
});
