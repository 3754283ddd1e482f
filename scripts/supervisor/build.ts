import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { glob, open, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compressBuild } from '../brotli-files.ts';

/** Everything that ends up in the built shop, and nothing that does not. */
const INPUTS = [
  '{app,server,db,inngest,public}/**/*',
  '{next,postcss}.config.*',
  'proxy.ts',
  'instrumentation*.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const NO_INPUT = /\.test\.tsx?$|(^|\/)testing\//;

/** A fingerprint of the sources the shop is built from. */
export async function hashBuildInputs(root: string): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(INPUTS, { cwd: root, withFileTypes: true })) {
    const file = path.relative(root, path.join(entry.parentPath, entry.name));
    if (entry.isFile() && !NO_INPUT.test(file)) files.push(file);
  }
  const hash = createHash('sha256');
  for (const file of [...new Set(files)].sort()) {
    hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
  }
  return hash.digest('hex');
}

/** Whether the shop was built, completely, from the present sources. */
export async function isBuildStale(root: string): Promise<boolean> {
  const builtFrom = await readFile(stampFile(root), 'utf8').catch(() => '');
  return builtFrom !== (await hashBuildInputs(root));
}

/**
 * Builds the shop for production. Output goes to `logFile`. Rejects with the end of the output when the build
 * fails or the signal is aborted; a build that was interrupted counts as stale.
 */
export async function buildShop(
  root: string,
  env: NodeJS.ProcessEnv,
  logFile: string,
  signal: AbortSignal,
): Promise<void> {
  // Taken before the build: a file that changes meanwhile makes the result stale.
  const inputs = await hashBuildInputs(root);
  if (existsSync(stampFile(root))) await writeFile(stampFile(root), '');
  const log = await open(logFile, 'w');
  const next = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', log.fd, log.fd],
    signal,
  });
  const [code] = await once(next, 'exit');
  await log.close();
  if (code !== 0) {
    const output = await readFile(logFile, 'utf8');
    throw new Error(`the build failed:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`);
  }
  await compressBuild(root);
  await writeFile(stampFile(root), inputs);
}

function stampFile(root: string): string {
  return path.join(root, '.next', 'built-from');
}
