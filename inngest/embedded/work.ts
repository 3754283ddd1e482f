import type { EngineContext } from './context.ts';
import { follow, timeoutMemo, unreachable } from './follow.ts';
import type { Outcome, Run, Step } from './model.ts';
import type { FunctionConfig, Memo } from './protocol.ts';
import { changeRun } from './run-changes.ts';
import { inTransaction, readRunningRun } from './store.ts';

/**
 * Works on a run until nothing is due: one call of the SDK after the other, each saved before the next.
 * What is to be done follows from the saved state alone, so this may be called at any time, and again after
 * a crash; but for one run only once at a time, which the run's single job makes sure of.
 */
export async function workOnRun(context: EngineContext, runId: string): Promise<void> {
  // Waking up is a change as well: the run may have been moved, or ended, since the job was made.
  let due = await save(context, runId, {});
  while (due) {
    const run = await readRunningRun(context.pool, runId);
    due = run !== undefined && (await advance(context, run));
  }
}

async function advance(context: EngineContext, run: Run): Promise<boolean> {
  const now = context.now();
  const due = run.steps.filter((step) => !step.finished && step.wakeAt <= now);
  const over = due.filter((step) => step.kind !== 'run');
  if (over.length > 0) {
    const finish = over.map((step) => ({ stepId: step.id, memo: timeoutMemo(step) }));
    return save(context, run.id, { finish });
  }
  let config = context.registry.find(run.functionId);
  if (config === undefined) {
    await context.registry.refresh(1_000);
    config = context.registry.find(run.functionId);
  }
  // The steps of one run are one after the other when the function has a limit: a run counts as one.
  const targets = config?.limit === undefined ? due : due.slice(0, 1);
  if (targets.length === 0) return callAndSave(context, run, undefined, config);
  const stillDue = await Promise.all(targets.map((step) => callAndSave(context, run, step, config)));
  // A step in flight keeps its run due, so at most the last one to be saved gave the run back.
  return stillDue.every(Boolean);
}

async function callAndSave(
  context: EngineContext,
  run: Run,
  target: Step | undefined,
  config: FunctionConfig | undefined,
): Promise<boolean> {
  if (config === undefined) {
    const reason = `the shop does not offer the function "${run.functionId}"`;
    return save(context, run.id, unreachable(reason, run, target, context.now()));
  }
  const finished = run.steps.filter((step) => step.finished);
  const attempt = target?.attempt ?? run.attempt;
  const answer = await context.serve.call({
    functionId: run.functionId,
    stepId: target?.id ?? 'step',
    runId: run.id,
    event: run.event,
    memos: Object.fromEntries(finished.map((step): [string, Memo] => [step.id, step.memo])),
    finished: finished.map((step) => step.id),
    attempt,
    maxAttempts: config.maxAttempts,
    // A step found while the code before it is retried has its own tries: it must not inherit this count.
    planOnly: target !== undefined || attempt > 0,
  });
  if (answer.kind === 'unreachable' && run.unreachable === 0) {
    context.log(`cannot reach ${run.functionId} (run ${run.id}), trying again: ${answer.reason}`);
  }
  const outcome = follow(answer, run, target, config, context.now());
  if (outcome.end && 'error' in outcome.end) {
    context.log(`${run.functionId} failed (run ${run.id}): ${outcome.end.error.message}`);
  }
  return save(context, run.id, outcome);
}

function save(context: EngineContext, runId: string, outcome: Outcome): Promise<boolean> {
  return inTransaction(context.pool, (tx) => changeRun(context, tx, runId, outcome, 'worker'));
}
