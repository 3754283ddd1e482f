import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadSecrets } from './supervisor/secrets.ts';
import { chooseEmbedded, DEFAULT_PORTS, planEnvironments } from './supervisor/services.ts';

/**
 * The settings of the shop that `npm start` runs from `root`, for a command beside it: what the operator set, else
 * what that start keeps in the data folder, at the usual ports. Throws when the shop was never started here.
 */
export async function findShopEnvironment(root: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const embedded = chooseEmbedded(env);
  const dataDir = path.resolve(root, env.DATA_DIR || '.data');
  const secretsFile = path.join(dataDir, 'secrets.json');
  const isComplete = !embedded.postgres && !embedded.gateway && Boolean(env.PAYMENT_GATEWAY_KEY);
  if (isComplete) return { ...env, SHOP_URL: env.SHOP_URL || `http://localhost:${DEFAULT_PORTS.shop}` };
  if (!existsSync(secretsFile)) {
    throw new Error(
      'DATABASE_URL, PAYMENT_GATEWAY_URL and PAYMENT_GATEWAY_KEY are not all set, and the shop has never been ' +
        `started here (there is no ${secretsFile})`,
    );
  }
  const { secrets } = await loadSecrets(secretsFile, env);
  const databaseUrl = env.DATABASE_URL || (await embeddedDatabaseUrl(dataDir));
  const ports = { ...DEFAULT_PORTS, shop: Number(env.PORT || DEFAULT_PORTS.shop) };
  const host = env.HOST || '127.0.0.1';
  return planEnvironments({ env, embedded, ports, secrets, databaseUrl, dataDir, host, dev: false }).shop;
}

async function embeddedDatabaseUrl(dataDir: string): Promise<string> {
  const password = await readFile(path.join(dataDir, 'postgres', 'password'), 'utf8');
  return `postgres://bookstore:${password.trim()}@127.0.0.1:${DEFAULT_PORTS.postgres}/bookstore`;
}
