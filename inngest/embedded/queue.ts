import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { FunctionConfig } from './protocol.ts';

/** graphile-worker's own schema; it creates and migrates it itself at start. */
export const WORKER_SCHEMA = 'inngest_embedded_worker';

/** When the engine is to look at a run again, kept in the caller's transaction. */
export interface Queue {
  /**
   * Leaves exactly one job for the run, due at `at`. While one is being worked on this makes the next; so a
   * worker must call it last, when it stops working on the run.
   */
  schedule(tx: PoolClient, runId: string, config: FunctionConfig | undefined, at: Date): Promise<void>;
  /** Moves the run's job to `at`, unless it is being worked on: then the worker sees the change by itself. */
  move(tx: PoolClient, runId: string, at: Date): Promise<void>;
}

/** The queue in the database, on graphile-worker's public functions. */
export const workerQueue: Queue = {
  async schedule(tx, runId, config, at) {
    await tx.query(
      `select from ${WORKER_SCHEMA}.add_job('run', $1::json, queue_name := $2, run_at := $3, job_key := $4)`,
      [JSON.stringify({ runId }), laneOf(config, runId), at, runId],
    );
  },
  async move(tx, runId, at) {
    await tx.query(
      `select from ${WORKER_SCHEMA}.reschedule_jobs(
         array(select id from ${WORKER_SCHEMA}.jobs where key = $1), run_at := $2)`,
      [runId, at],
    );
  },
};

/**
 * The lane in which a run of a limited function waits. A limit of n makes n lanes and graphile-worker works
 * on one job per lane, so no more than n runs have a step running. The lane follows from the run's id: now
 * and then a lane is empty while runs wait in another, which costs time but never breaks the limit. (Jobs
 * that were made before the limit was changed keep their lane.)
 */
function laneOf(config: FunctionConfig | undefined, runId: string): string | null {
  if (config?.limit === undefined) return null;
  const hash = createHash('sha1').update(runId).digest().readUInt32BE();
  return `${config.id.slice(0, 100)}:${hash % config.limit}`;
}

/**
 * Makes the queue whole after a process died: frees what it had locked and drops jobs which a later one took
 * over. No run is without its job, because the two are always saved together. Call it while no worker runs.
 */
export async function recoverQueue(tx: PoolClient): Promise<void> {
  await tx.query(
    `select from ${WORKER_SCHEMA}.force_unlock_workers(
       array(select distinct locked_by from ${WORKER_SCHEMA}.jobs where locked_by is not null))`,
  );
  // Every job has a key until a later one took it over.
  await tx.query(
    `select from ${WORKER_SCHEMA}.complete_jobs(array(select id from ${WORKER_SCHEMA}.jobs where key is null))`,
  );
  // What failed because the database was away is due now, not after the queue's own long waits, or never.
  await tx.query(
    `select from ${WORKER_SCHEMA}.reschedule_jobs(
       array(select id from ${WORKER_SCHEMA}.jobs where attempts > 0), run_at := now(), attempts := 0)`,
  );
}
