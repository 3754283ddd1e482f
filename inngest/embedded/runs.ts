import type { Pool } from 'pg';
import type { Failure, StoredEvent } from './protocol.ts';

/** A run as people look at it. */
export interface RunSummary {
  id: string;
  functionId: string;
  status: 'running' | 'completed' | 'failed';
  event: StoredEvent;
  createdAt: Date;
  /** When it is looked at next; of no meaning once it has ended. */
  wakeAt: Date;
  lastError: Failure | null;
  /** In the order in which they were finished, then those still open. */
  steps: StepSummary[];
}

interface StepSummary {
  runId: string;
  name: string;
  kind: 'run' | 'sleep' | 'wait' | 'invoke';
  /** Failed tries so far. */
  failures: number;
  finished: boolean;
  wakeAt: Date;
  lastError: Failure | null;
}

/**
 * The newest 50 runs, those still running first. With `about`, only runs whose event holds this text
 * somewhere, such as an order's id.
 */
export async function listRuns(pool: Pool, about: string): Promise<RunSummary[]> {
  const { rows: runs } = await pool.query<Omit<RunSummary, 'steps'>>(
    `select id, function_id as "functionId", status, event, created_at as "createdAt", wake_at as "wakeAt",
       last_error as "lastError"
     from inngest_embedded.runs where strpos(event::text, $1) > 0
     order by status <> 'running', created_at desc limit 50`,
    [about],
  );
  const { rows: steps } = await pool.query<StepSummary>(
    `select run_id as "runId", name, kind, attempt as failures, finish_order is not null as finished,
       wake_at as "wakeAt", last_error as "lastError"
     from inngest_embedded.steps where run_id = any($1) order by finish_order nulls last, wake_at`,
    [runs.map((run) => run.id)],
  );
  return runs.map((run) => ({ ...run, steps: steps.filter((step) => step.runId === run.id) }));
}
