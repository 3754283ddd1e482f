import type { Failure, Memo, StoredEvent } from './protocol.ts';

export interface Step {
  id: string;
  name: string;
  kind: 'run' | 'sleep' | 'wait' | 'invoke';
  /** Zero-based. */
  attempt: number;
  wakeAt: Date;
  finished: boolean;
  /** Of no meaning until the step is finished. */
  memo: Memo;
}

export interface Run {
  id: string;
  functionId: string;
  event: StoredEvent;
  attempt: number;
  /** Calls in a row that did not reach the function. */
  unreachable: number;
  /** Finished steps first, in the order in which they finished. */
  steps: Step[];
}

/** A step as it is to be saved; with a memo, it is finished. */
export interface StepChange {
  id: string;
  name: string;
  kind: Step['kind'];
  attempt: number;
  wakeAt: Date;
  memo?: Memo;
  error?: Failure;
  wait?: { event: string; when: string | null };
  invoke?: { functionId: string; data: Record<string, unknown> };
}

/** Everything that follows from one call; saved as one. */
export interface Outcome {
  steps?: StepChange[];
  /** Memos of steps that were saved before. */
  finish?: { stepId: string; memo: Memo }[];
  end?: { output: unknown } | { error: Failure };
  /** The code between the steps is to run again. */
  retry?: { attempt: number; at: Date };
  error?: Failure;
  unreachable?: boolean;
}
