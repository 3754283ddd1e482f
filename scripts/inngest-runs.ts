/*
 * Shows the embedded engine's runs, newest first: their steps, next wake-up, last error.
 *
 *   npm run inngest:runs
 *   npm run inngest:runs -- <text>     only runs whose event holds the text, such as an order's id
 */
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { listRuns, type RunSummary } from '#inngest/embedded/runs.ts';
import { adoptShopEnvironment } from './shop-environment.ts';

const [about = ''] = process.argv.slice(2);

try {
  await adoptShopEnvironment(fileURLToPath(new URL('..', import.meta.url)));
} catch (error) {
  console.error(`inngest:runs: ${error instanceof Error ? error.message : error}`);
  process.exit(2);
}

function describe(run: RunSummary): string {
  const next = run.status === 'running' ? `, next ${run.wakeAt.toISOString()}` : '';
  const failed = run.lastError === null ? '' : `, last error: ${run.lastError.message}`;
  const steps = run.steps.map((step) => {
    const state = step.finished ? 'finished' : `open until ${step.wakeAt.toISOString()}`;
    const tries = step.lastError === null ? '' : `, failed ${step.failures}×: ${step.lastError.message}`;
    return `    ${step.kind} ${step.name}: ${state}${tries}`;
  });
  const head = `${run.status} ${run.functionId} (${run.event.name}) ${run.id}`;
  return [`${head}\n  since ${run.createdAt.toISOString()}${next}${failed}`, ...steps].join('\n');
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
const runs = await listRuns(pool, about);
console.log(runs.length === 0 ? 'no runs' : runs.map(describe).join('\n\n'));
await pool.end();
