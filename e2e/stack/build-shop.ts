import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FullConfig } from '@playwright/test';
import { buildShop, isBuildStale } from '../../scripts/supervisor/build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Before the first test: the shop under test is the one that the present sources make. */
export default function buildBeforeTests({ projects: [project] }: FullConfig): Promise<void> {
  return buildIfStale(project?.outputDir ?? root);
}

/** Builds the shop unless it was built from the present sources. `logDir` gets the log. */
export async function buildIfStale(logDir: string): Promise<void> {
  if (!(await isBuildStale(root))) return;
  console.log('building the shop, about a minute');
  await mkdir(logDir, { recursive: true });
  await buildShop(root, process.env, path.join(logDir, 'build.log'), new AbortController().signal);
}
