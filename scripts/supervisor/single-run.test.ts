import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimRun } from './single-run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bookstore-claim-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a second start in the same folder is told where the first one is', async () => {
  const dataDir = path.join(folder, 'twice');
  const first = await claimRun(dataDir);
  if (first.kind !== 'claimed') throw new Error('the folder was free');
  expect(await claimRun(dataDir)).toEqual({ kind: 'taken', url: '' });
  first.publishUrl('http://localhost:3000');
  expect(await claimRun(dataDir)).toEqual({ kind: 'taken', url: 'http://localhost:3000' });

  first.release();
  const second = await claimRun(dataDir);
  expect(second).toMatchObject({ kind: 'claimed', previousWasKilled: false });
  if (second.kind === 'claimed') second.release();
});

test('a killed start does not keep the folder, and the next one knows', async () => {
  const dataDir = path.join(folder, 'killed');
  const script = path.join(folder, 'holder.ts');
  const module = new URL('./single-run.ts', import.meta.url).href;
  await writeFile(
    script,
    `import { claimRun } from '${module}';
     await claimRun('${dataDir}');
     process.on('message', () => {});
     process.send('claimed');`,
  );
  const holder = fork(script, { execArgv: [] });
  await once(holder, 'message');
  holder.kill('SIGKILL');
  await once(holder, 'exit');

  const next = await claimRun(dataDir);
  expect(next).toMatchObject({ kind: 'claimed', previousWasKilled: true });
  if (next.kind === 'claimed') next.release();
});
