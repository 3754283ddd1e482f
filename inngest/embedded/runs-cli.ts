import pg from 'pg';
import { listRuns, type RunSummary } from './runs.ts';

const [databaseUrl, about = ''] = process.argv.slice(2);
if (databaseUrl === undefined) {
  console.error('usage: runs-cli.ts <database URL> [text in the event, such as an order id]');
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

const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
const runs = await listRuns(pool, about);
console.log(runs.length === 0 ? 'no runs' : runs.map(describe).join('\n\n'));
await pool.end();
