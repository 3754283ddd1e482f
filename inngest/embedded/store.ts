import pg from 'pg';
import type { Outcome, Run, Step, StepChange } from './model.ts';
import type { Failure, Memo, StoredEvent } from './protocol.ts';

export interface NewRun {
  id: string;
  functionId: string;
  event: StoredEvent;
  wakeAt: Date;
  parent?: { runId: string; stepId: string };
}

const SERIALIZATION_CONFLICTS = new Set(['40001', '40P01']);

/** Runs `work` in one transaction; again when the database ended it because of another one. */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  for (;;) {
    const tx = await pool.connect();
    try {
      await tx.query('begin');
      const result = await work(tx);
      await tx.query('commit');
      tx.release();
      return result;
    } catch (error) {
      // A connection that cannot even roll back is not given back to the pool.
      await tx.query('rollback').then(
        () => tx.release(),
        (broken) => tx.release(broken),
      );
      if (!(error instanceof pg.DatabaseError && SERIALIZATION_CONFLICTS.has(error.code ?? ''))) throw error;
    }
  }
}

/** Claims `key` for the function until `expiresAt`. False when somebody holds it already. */
export async function claimStart(
  tx: pg.PoolClient,
  functionId: string,
  key: string,
  now: Date,
  expiresAt: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into inngest_embedded.started as held (function_id, key, expires_at) values ($1, $2, $3)
     on conflict (function_id, key) do update set expires_at = excluded.expires_at where held.expires_at <= $4`,
    [functionId, key, expiresAt, now],
  );
  return rowCount === 1;
}

export async function insertRun(tx: pg.PoolClient, run: NewRun, now: Date): Promise<void> {
  await tx.query(
    `insert into inngest_embedded.runs
       (id, function_id, event, wake_at, parent_run_id, parent_step_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      run.id,
      run.functionId,
      JSON.stringify(run.event),
      run.wakeAt,
      run.parent?.runId ?? null,
      run.parent?.stepId ?? null,
      now,
    ],
  );
}

export interface LockedRun {
  functionId: string;
  event: StoredEvent;
  parentRunId: string | null;
  parentStepId: string | null;
}

/** Locks a run that is still running: whoever changes a run holds this lock. Undefined when it has ended. */
export async function lockRunningRun(tx: pg.PoolClient, runId: string): Promise<LockedRun | undefined> {
  const { rows } = await tx.query<LockedRun>(
    `select function_id as "functionId", event, parent_run_id as "parentRunId", parent_step_id as "parentStepId"
     from inngest_embedded.runs where id = $1 and status = 'running' for update`,
    [runId],
  );
  return rows[0];
}

/** The run with all its steps. Undefined when it has ended. */
export async function readRunningRun(pool: pg.Pool, runId: string): Promise<Run | undefined> {
  const { rows: runs } = await pool.query<Omit<Run, 'steps'>>(
    `select id, function_id as "functionId", event, attempt, unreachable
     from inngest_embedded.runs where id = $1 and status = 'running'`,
    [runId],
  );
  if (runs[0] === undefined) return undefined;
  const { rows: steps } = await pool.query<Step>(
    `select id, name, kind, attempt, wake_at as "wakeAt", finish_order is not null as finished, memo
     from inngest_embedded.steps where run_id = $1 order by finish_order nulls last, id`,
    [runId],
  );
  return { ...runs[0], steps };
}

/** Saves a step, new or not. A finished step is never changed again. True when this wrote anything. */
export async function saveStep(tx: pg.PoolClient, runId: string, step: StepChange): Promise<boolean> {
  const finished = step.memo !== undefined;
  const { rowCount } = await tx.query(
    `insert into inngest_embedded.steps as saved
       (run_id, id, name, kind, attempt, wake_at, wait_event, wait_if, memo, last_error, finish_order)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
       case when $11 then nextval('inngest_embedded.step_finish_order') end)
     on conflict (run_id, id) do update set attempt = excluded.attempt, wake_at = excluded.wake_at,
       memo = excluded.memo, finish_order = excluded.finish_order,
       last_error = coalesce(excluded.last_error, saved.last_error)
     where saved.finish_order is null`,
    [
      runId,
      step.id,
      step.name,
      step.kind,
      step.attempt,
      step.wakeAt,
      step.wait?.event ?? null,
      step.wait?.when ?? null,
      finished ? JSON.stringify(step.memo) : null,
      step.error ? JSON.stringify(step.error) : null,
      finished,
    ],
  );
  return rowCount === 1;
}

/** Finishes a step that was saved before. False when it was finished already. */
export async function finishStep(
  tx: pg.PoolClient,
  runId: string,
  stepId: string,
  memo: Memo,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update inngest_embedded.steps
     set memo = $3, finish_order = nextval('inngest_embedded.step_finish_order')
     where run_id = $1 and id = $2 and finish_order is null`,
    [runId, stepId, JSON.stringify(memo)],
  );
  return rowCount === 1;
}

/**
 * Works out when the run is due next, saves and returns it: when its first open step is; with none open, at
 * once or when the retry is; and as before, when no step has `moved` and nothing is to be retried.
 */
export async function saveProgress(
  tx: pg.PoolClient,
  runId: string,
  { retry, error, unreachable }: Outcome,
  moved: boolean,
  now: Date,
): Promise<Date> {
  const { rows } = await tx.query<{ wakeAt: Date }>(
    `update inngest_embedded.runs set
       wake_at = coalesce(
         (select min(wake_at) from inngest_embedded.steps where run_id = $1 and finish_order is null),
         $2, wake_at),
       attempt = coalesce($3, attempt),
       last_error = case when $4 then $5 else last_error end,
       unreachable = case when $6 then unreachable + 1 when $4 then 0 else unreachable end
     where id = $1 returning wake_at as "wakeAt"`,
    [
      runId,
      retry?.at ?? (moved ? now : null),
      retry?.attempt ?? (moved ? 0 : null),
      moved || retry !== undefined,
      error === undefined ? null : JSON.stringify(error),
      unreachable === true,
    ],
  );
  return rows[0]?.wakeAt ?? now;
}

export async function saveEnd(
  tx: pg.PoolClient,
  runId: string,
  end: { output: unknown } | { error: Failure },
  now: Date,
): Promise<void> {
  const failed = 'error' in end;
  await tx.query(
    `update inngest_embedded.runs set status = $2, output = $3, last_error = $4, finished_at = $5 where id = $1`,
    [
      runId,
      failed ? 'failed' : 'completed',
      failed ? null : JSON.stringify(end.output ?? null),
      failed ? JSON.stringify(end.error) : null,
      now,
    ],
  );
}

export interface WaitingStep {
  runId: string;
  stepId: string;
  when: string | null;
  event: StoredEvent;
}

/** The open waits for events of this name, in an order which keeps two lockers from blocking each other. */
export async function readWaits(tx: pg.PoolClient, eventName: string): Promise<WaitingStep[]> {
  const { rows } = await tx.query<WaitingStep>(
    `select steps.run_id as "runId", steps.id as "stepId", steps.wait_if as "when", runs.event
     from inngest_embedded.steps join inngest_embedded.runs on runs.id = steps.run_id
     where steps.wait_event = $1 and steps.finish_order is null and runs.status = 'running'
     order by steps.run_id`,
    [eventName],
  );
  return rows;
}

/** Removes runs that ended before `before`, and expired start keys. At most 1,000 runs at a time. */
export async function removeOld(tx: pg.PoolClient, before: Date, now: Date): Promise<void> {
  await tx.query(
    `delete from inngest_embedded.runs where id in
       (select id from inngest_embedded.runs where status <> 'running' and finished_at < $1 limit 1000)`,
    [before],
  );
  await tx.query('delete from inngest_embedded.started where expires_at <= $1', [now]);
}
