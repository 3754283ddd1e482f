import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from './environment.ts';

/** What each key looks like when nobody chose one. */
const generators = {
  PAYMENT_GATEWAY_KEY: () => `pk_${random(24)}`,
  PAYMENT_WEBHOOK_SECRET: () => `whsec_${randomBytes(32).toString('base64')}`,
  GATEWAY_CONTROL_KEY: () => `ck_${random(24)}`,
  INNGEST_EVENT_KEY: () => random(24),
  // The SDK wants the prefix and hexadecimal digits after it.
  INNGEST_SIGNING_KEY: () => `signkey-local-${randomBytes(32).toString('hex')}`,
  // Typed by hand from a terminal.
  ADMIN_PASSWORD: () => random(12),
};

export type Secrets = Record<keyof typeof generators, string>;

const names = Object.keys(generators) as (keyof Secrets)[]; // Object.keys forgets the key type

/**
 * The keys this installation uses: what the environment says, else what an earlier start generated and kept
 * in `file` (readable by its owner only), else new ones, which are kept. `fresh` names the new ones.
 */
export async function loadSecrets(
  file: string,
  env: Environment,
): Promise<{ secrets: Secrets; fresh: Set<keyof Secrets> }> {
  const kept: Partial<Secrets> = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const fresh = new Set<keyof Secrets>();
  const choose = (name: keyof Secrets): string => {
    const known = env[name] || kept[name];
    if (known) return known;
    fresh.add(name);
    kept[name] = generators[name]();
    return kept[name];
  };
  const secrets = Object.fromEntries(names.map((name) => [name, choose(name)])) as Secrets; // built from all names
  if (fresh.size > 0) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  }
  return { secrets, fresh };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
