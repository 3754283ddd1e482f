// Runs on the machine's Node (20 or newer) with nothing installed: Node built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ownNode = path.join(root, 'node_modules', '.bin', 'node');

/**
 * Runs a TypeScript file of this folder with the project's own Node, after installing what is missing, and
 * ends this process with its exit code. Signals reach it; if this process is killed, it notices.
 *
 * @param {string} script file name in scripts/
 * @param {string[]} args
 */
export function runWithOwnNode(script, args) {
  process.chdir(root);
  installIfStale();
  const child = spawn(ownNode, [path.join(root, 'scripts', script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`cannot run ${ownNode}: ${error.message}`));
  child.on('exit', (code) => process.exit(code ?? 1));
}

function installIfStale() {
  // Written last of all, so an interrupted installation is done again.
  const stamp = path.join(root, 'node_modules', '.installed-from');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
  if (installed !== wanted) {
    const first = !existsSync(path.join(root, 'node_modules'));
    console.log(first ? 'Installing dependencies, about a minute.' : 'Bringing the dependencies up to date.');
    const startedAt = Date.now();
    // Not "npm ci": a lockfile made where packages for other platforms were not to be had is refused by it.
    // "--no-save" takes the versions of the lockfile all the same, and leaves the file alone.
    npm('install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
    console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
    writeFileSync(stamp, wanted);
  }
  // npm may be told not to run install scripts; this package fetches its program in one.
  if (!ownNodeWorks()) npm('rebuild', 'node', '--loglevel=error');
  if (!ownNodeWorks()) {
    fail(
      `${ownNode} does not run. Its install script may be blocked: allow it, then run "npm rebuild node".`,
    );
  }
}

function ownNodeWorks() {
  return existsSync(ownNode) && spawnSync(ownNode, ['--version']).status === 0;
}

/** @param {string[]} args */
function npm(...args) {
  // Under "npm start" this is the very npm that runs; it may not be on the PATH.
  const script = process.env.npm_execpath;
  const [command, ...first] = script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
  const { status, error } = spawnSync(command ?? 'npm', [...first, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail(`npm ${args[0]} failed${error ? `: ${error.message}` : ''}`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
