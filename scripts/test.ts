/*
 * `npm test`: every check there is, one after the other, whatever the earlier ones say. The last line is the
 * sum over all of them: `N passed, N failed`. With names of parts as arguments, only those run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Count, countCheck, countPlaywright, countVitest, sum } from './suite/count.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
// The tools start with "env node"; they need the project's own.
process.env.PATH = `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}`;
const reports = await mkdtemp(path.join(tmpdir(), 'bookstore-reports-'));

const parts: Record<string, () => Promise<Count>> = {
  lint: async () => countCheck(await run('biome', ['check', '.'])),
  types: async () =>
    countCheck(
      (await run('next', ['typegen'])) || (await run('tsc', ['--noEmit', '--incremental', 'false'])),
    ),
  imports: async () => countCheck(await run('depcruise', ['--config', '.dependency-cruiser.mjs', '.'])),
  'dead code': async () => countCheck(await run('knip', [])),
  unit: () => runVitest('unit'),
  integration: () => runVitest('integration'),
  e2e: runPlaywright,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

const results: { name: string; count: Count; seconds: number }[] = [];
for (const [name, runPart] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const count = await runPart().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  results.push({ name, count, seconds: (Date.now() - startedAt) / 1000 });
}
await rm(reports, { recursive: true });

console.log('\n── summary');
for (const { name, count, seconds } of results) {
  const verdict = count.failed === 0 ? '✓' : '✗';
  console.log(`${verdict} ${name.padEnd(12)} ${text(count).padEnd(24)} ${seconds.toFixed(1)} s`);
}
const total = sum(results.map(({ count }) => count));
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${text(total)}`);

function text({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

async function runVitest(project: string): Promise<Count> {
  const file = path.join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await run('vitest', ['run', '--project', project, ...reporters]);
  return countVitest(await readReport(file), exitCode);
}

async function runPlaywright(): Promise<Count> {
  const file = path.join(reports, 'e2e.json');
  const exitCode = await run('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  return countPlaywright(await readReport(file), exitCode);
}

/** Runs a tool of the project with its output in the terminal and resolves to its exit code. */
async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/** The parsed report, or nothing when the runner did not get as far as writing one. */
async function readReport(file: string): Promise<unknown> {
  const written = await readFile(file, 'utf8').catch(() => undefined);
  return written === undefined ? undefined : JSON.parse(written);
}
