import { compileCondition } from './condition.ts';
import type { Outcome, Run, Step, StepChange } from './model.ts';
import type { Failure, FunctionConfig, Memo, Op } from './protocol.ts';
import type { Answer } from './serve-client.ts';
import { momentAfter, reachMoment, retryMoment } from './timing.ts';
import { UnsupportedError } from './unsupported.ts';

// An invoked function that was given no time limit, as on Inngest's own server.
const INVOKE_TIMEOUT = '365d';

/** What follows from `answer` to the call of `target` (a planned step) or, without one, of the function. */
export function follow(
  answer: Answer,
  run: Run,
  target: Step | undefined,
  config: FunctionConfig,
  now: Date,
): Outcome {
  switch (answer.kind) {
    case 'unreachable':
      return unreachable(answer.reason, run, target, now);
    case 'returned':
      return { end: { output: answer.data } };
    case 'threw': {
      const attempt = target?.attempt ?? run.attempt;
      if (!answer.mayRetry || attempt + 1 >= config.maxAttempts) return { end: { error: answer.error } };
      const at = retryMoment(attempt, answer.retryAfter, now);
      if (target === undefined) return { retry: { attempt: attempt + 1, at }, error: answer.error };
      return { steps: [again(target, attempt + 1, at, answer.error)], error: answer.error };
    }
    case 'ops':
      try {
        return followOps(answer.ops, answer.retryAfter, target, now);
      } catch (error) {
        if (!(error instanceof UnsupportedError || error instanceof RangeError)) throw error;
        return { end: { error: { name: error.name, message: error.message } } };
      }
  }
}

/** The run could not be called: the same again soon, at no cost. */
export function unreachable(reason: string, run: Run, target: Step | undefined, now: Date): Outcome {
  const error = { name: 'UnreachableError', message: reason };
  const at = reachMoment(run.unreachable, now);
  return target === undefined
    ? { retry: { attempt: run.attempt, at }, error, unreachable: true }
    : { steps: [again(target, target.attempt, at, error)], error, unreachable: true };
}

function again({ id, name, kind }: Step, attempt: number, wakeAt: Date, error: Failure): StepChange {
  return { id, name, kind, attempt, wakeAt, error };
}

/** The memo of a sleep that is over, or of a wait or an invocation that took too long. */
export function timeoutMemo(step: Step): Memo {
  if (step.kind !== 'invoke') return null;
  const message = `the function invoked by "${step.name}" did not finish in time`;
  return { error: { name: 'InngestInvokeTimeoutError', message } };
}

function followOps(ops: Op[], retryAfter: string | null, target: Step | undefined, now: Date): Outcome {
  if (ops.length === 0) throw new UnsupportedError('the function neither ended nor reached a step');
  const complete = ops.find((op) => op.op === 'RunComplete');
  if (complete !== undefined && ops.length === 1) return { end: { output: complete.data } };
  const steps = ops.map((op) => stepFrom(op, retryAfter, target, now));
  const error = steps.find((step) => step.memo === undefined && step.error)?.error;
  return { steps, ...(error && { error }) };
}

function stepFrom(op: Op, retryAfter: string | null, target: Step | undefined, now: Date): StepChange {
  if (op.opts?.parallelMode === 'race') {
    throw new UnsupportedError(`parallelMode "race" of step "${nameOf(op)}" is not supported`);
  }
  const attempt = target?.attempt ?? 0;
  const base = { id: op.id, name: nameOf(op), attempt, wakeAt: now };
  const failure = op.error ?? { name: 'Error', message: `step "${base.name}" failed` };
  switch (op.op) {
    case 'StepRun':
      return { ...base, kind: 'run', memo: { data: op.data ?? null } };
    case 'StepFailed':
      return { ...base, kind: 'run', memo: { error: failure }, error: failure };
    case 'StepError': {
      const wakeAt = retryMoment(attempt, retryAfter, now);
      return { ...base, kind: 'run', attempt: attempt + 1, wakeAt, error: failure };
    }
    case 'StepPlanned':
      return { ...base, kind: 'run' };
    case 'Sleep':
      return { ...base, kind: 'sleep', wakeAt: momentAfter(op.opts?.duration ?? op.name ?? '', now) };
    case 'WaitForEvent': {
      const when = op.opts?.if ?? null;
      if (when !== null) compileCondition(when);
      const wakeAt = momentAfter(op.opts?.timeout ?? '', now);
      return { ...base, kind: 'wait', wakeAt, wait: { event: op.name ?? '', when } };
    }
    case 'InvokeFunction': {
      const wakeAt = momentAfter(op.opts?.timeout ?? INVOKE_TIMEOUT, now);
      const invoke = { functionId: op.opts?.function_id ?? '', data: op.opts?.payload?.data ?? {} };
      return { ...base, kind: 'invoke', wakeAt, invoke };
    }
    default:
      throw new UnsupportedError(`op "${op.op}" of step "${base.name}" is not supported`);
  }
}

function nameOf(op: Op): string {
  return op.displayName ?? op.name ?? op.id;
}
