import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where a running start says how its shop is set up, addresses and ports included. It holds keys: mode 600. */
function environmentFile(dataDir: string): string {
  return path.join(dataDir, 'environment.json');
}

/** Keeps the settings that a start has chosen for its shop, for the commands beside it. */
export async function keepShopEnvironment(dataDir: string, env: Record<string, string>): Promise<void> {
  await writeFile(environmentFile(dataDir), `${JSON.stringify(env, null, 2)}\n`, { mode: 0o600 });
}

/**
 * Gives this process the settings of the shop that was last started in `root`; what the operator set, in the
 * environment or in `.env`, goes first. Throws when neither says where the database is.
 */
export async function adoptShopEnvironment(root: string): Promise<void> {
  const envFile = path.join(root, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const file = environmentFile(path.resolve(root, process.env.DATA_DIR || '.data'));
  const kept: unknown = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {};
  for (const [name, value] of Object.entries(Object(kept))) process.env[name] ||= String(value);
  if (process.env.DATABASE_URL) return;
  throw new Error(`DATABASE_URL is not set, and the shop has never been started here (there is no ${file})`);
}
