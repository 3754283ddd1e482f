import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { compileCondition } from './condition.ts';
import type { EngineContext } from './context.ts';
import type { Outcome, StepChange } from './model.ts';
import type { Failure, FunctionConfig, StoredEvent } from './protocol.ts';
import {
  claimStart,
  finishStep,
  insertRun,
  type LockedRun,
  lockRunningRun,
  type NewRun,
  readWaits,
  saveEnd,
  saveProgress,
  saveStep,
} from './store.ts';

// As long as Inngest remembers an event's id.
const ONCE_MS = 24 * 3_600_000;

/** Everything an event sets off: the runs it starts and the waits it ends. */
export async function dispatchEvent(
  context: EngineContext,
  tx: PoolClient,
  event: StoredEvent,
): Promise<void> {
  for (const config of context.registry.all()) {
    const wanted = config.events.some(
      (trigger) => trigger.name === event.name && (trigger.when?.({ event }) ?? true),
    );
    if (wanted) await startRunOnce(context, tx, config, event);
  }
  for (const wait of await readWaits(tx, event.name)) {
    const wanted = wait.when === null || compileCondition(wait.when)({ event: wait.event, async: event });
    const finish = [{ stepId: wait.stepId, memo: { data: event } }];
    if (wanted) await changeRun(context, tx, wait.runId, { finish }, 'from outside');
  }
}

/** Starts the function, unless it was started for the same event (or idempotency key) in the last 24 hours. */
export async function startRunOnce(
  context: EngineContext,
  tx: PoolClient,
  config: FunctionConfig,
  event: StoredEvent,
): Promise<void> {
  const now = context.now();
  const expiresAt = new Date(now.getTime() + ONCE_MS);
  const own = config.onceKey?.({ event });
  const keys = [`event:${event.id}`, ...(own === undefined ? [] : [`idempotency:${JSON.stringify(own)}`])];
  for (const key of keys) {
    if (!(await claimStart(tx, config.id, key, now, expiresAt))) return;
  }
  await startRun(context, tx, config, event);
}

/**
 * The one writer of a run that has started. Saves the outcome with everything that follows from it: invoked
 * runs, the end, its events, the parent's step, the next job. Returns whether the run is due now.
 *
 * A worker gives the run back to the queue here, under the run's lock, and only when it is not due. A change
 * from outside (an event, an invoked run) therefore either meets a job which it can move, or a worker which
 * will see the change when it comes here itself. No change is lost and no run is ever worked on twice.
 */
export async function changeRun(
  context: EngineContext,
  tx: PoolClient,
  runId: string,
  outcome: Outcome,
  by: 'worker' | 'from outside',
): Promise<boolean> {
  const run = await lockRunningRun(tx, runId);
  if (run === undefined) return false;
  const now = context.now();

  let moved = false;
  for (const { stepId, memo } of outcome.finish ?? []) {
    if (await finishStep(tx, runId, stepId, memo)) moved = true;
  }
  for (const step of outcome.steps ?? []) {
    if (!(await saveStep(tx, runId, step))) continue;
    moved = true;
    if (step.invoke !== undefined) await invoke(context, tx, runId, step, step.invoke);
  }
  if (outcome.end !== undefined) {
    await saveEnd(tx, runId, outcome.end, now);
    await announceEnd(context, tx, runId, run, outcome.end);
    return false;
  }

  const wakeAt = await saveProgress(tx, runId, outcome, moved, now);
  if (by === 'from outside') {
    await context.queue.move(tx, runId, wakeAt);
    return false;
  }
  if (wakeAt <= now) return true;
  await context.queue.schedule(tx, runId, context.registry.find(run.functionId), wakeAt);
  return false;
}

async function invoke(
  context: EngineContext,
  tx: PoolClient,
  runId: string,
  step: StepChange,
  { functionId, data }: { functionId: string; data: Record<string, unknown> },
): Promise<void> {
  const config = context.registry.find(functionId);
  if (config === undefined) {
    const error = { name: 'Error', message: `could not find the function "${functionId}" to invoke` };
    await finishStep(tx, runId, step.id, { error });
    return;
  }
  const event = engineEvent(context, 'inngest/function.invoked', randomUUID(), data);
  await startRun(context, tx, config, event, { runId, stepId: step.id });
}

/** Creates a run and its job. An event with a `ts` in the future starts it then. */
async function startRun(
  context: EngineContext,
  tx: PoolClient,
  config: FunctionConfig,
  event: StoredEvent,
  parent?: NewRun['parent'],
): Promise<void> {
  const now = context.now();
  const id = randomUUID();
  const wakeAt = new Date(Math.max(event.ts, now.getTime()));
  await insertRun(tx, { id, functionId: config.id, event, wakeAt, ...(parent && { parent }) }, now);
  await context.queue.schedule(tx, id, config, wakeAt);
}

async function announceEnd(
  context: EngineContext,
  tx: PoolClient,
  runId: string,
  run: LockedRun,
  end: { output: unknown } | { error: Failure },
): Promise<void> {
  const failed = 'error' in end;
  if (run.parentRunId !== null && run.parentStepId !== null) {
    const memo = failed ? { error: end.error } : { data: end.output };
    const finish = [{ stepId: run.parentStepId, memo }];
    await changeRun(context, tx, run.parentRunId, { finish }, 'from outside');
  }
  // A function that handles failures must not set itself off by failing.
  if (['inngest/function.failed', 'inngest/function.finished'].includes(run.event.name)) return;
  const data = {
    function_id: run.functionId,
    run_id: runId,
    event: run.event,
    events: [run.event],
    ...(failed ? { error: end.error } : { result: end.output }),
    _inngest: { status: failed ? 'Failed' : 'Completed' },
  };
  if (failed) await dispatchEvent(context, tx, engineEvent(context, 'inngest/function.failed', runId, data));
  await dispatchEvent(context, tx, engineEvent(context, 'inngest/function.finished', runId, data));
}

function engineEvent(
  { now }: EngineContext,
  name: string,
  id: string,
  data: Record<string, unknown>,
): StoredEvent {
  return { id, name, data, ts: now().getTime() };
}
