import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a service may take to become ready. Generous: a slow disk recovering a database is no failure. */
const READY_WITHIN_MS = 60_000;
const FIRST_RESTART_MS = 500;
const LONGEST_RESTART_MS = 30_000;
/** A service that ran this long was well; its next death starts from the shortest delay again. */
const WELL_AFTER_MS = 60_000;

export interface ChildSpec {
  /** What people read: "payment simulator". */
  name: string;
  /**
   * Absolute path of the module to run. It leaves SIGINT alone, because a Ctrl-C in the terminal reaches the
   * whole process group at once and things have to stop in order; it ends on SIGTERM, and when the channel to
   * the supervisor closes.
   */
  module: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  /** Gets the child's output; appended to. `null` shows it in the terminal. */
  logFile: string | null;
  /** Out of reach of a kill of the supervisor's process group; the closing channel still ends it. */
  ownGroup?: boolean;
  /** Time between the polite request to stop and SIGKILL, in ms. */
  stopWithinMs: number;
  /** Resolves when the service is usable. The signal is aborted when the process ends before that. */
  ready: (child: ChildProcess, signal: AbortSignal) => Promise<unknown>;
}

export interface Child {
  /** Starts it and resolves when it is ready. Rejects, with the end of its log, when it ends before that. */
  start(): Promise<void>;
  /** Asks it to end, insists after a while, and resolves when it is gone. For use after `stopping`. */
  stop(): Promise<void>;
  /** Ends it without asking. */
  kill(): void;
}

/** The delay before restart number `n` (from 0), in ms: 0.5 s, doubled each time, at most 30 s. */
export function restartDelayMs(n: number): number {
  return Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** n);
}

/** One service as a process that is started again when it dies, until `stopping` is aborted. */
export function superviseChild(spec: ChildSpec, stopping: AbortSignal, say: (line: string) => void): Child {
  let running: ChildProcess | undefined;

  async function launch(): Promise<ChildProcess> {
    const log = spec.logFile === null ? undefined : await open(spec.logFile, 'a');
    const output = log?.fd ?? 'inherit';
    stopping.throwIfAborted();
    const child = fork(spec.module, spec.args ?? [], {
      env: spec.env,
      execArgv: [],
      detached: spec.ownGroup ?? false,
      stdio: ['ignore', output, output, 'ipc'],
    });
    running = child;
    await log?.close();

    const ended = new AbortController();
    child.once('exit', () => ended.abort());
    child.once('error', () => ended.abort());
    const giveUp = AbortSignal.any([ended.signal, AbortSignal.timeout(READY_WITHIN_MS)]);
    const gaveUp = once(giveUp, 'abort').then(async () => {
      const why = ended.signal.aborted ? `ended with ${howItEnded(child)}` : 'did not become ready';
      throw new Error(`the ${spec.name} ${why}${await endOfLog(spec.logFile)}`);
    });
    // Nobody may be waiting for this any more when it happens.
    gaveUp.catch(() => {});
    const ready = spec
      .ready(child, giveUp)
      .catch((error) => (giveUp.aborted ? gaveUp : Promise.reject(error)));
    await Promise.race([ready, gaveUp]);
    return child;
  }

  async function keepAlive(first: ChildProcess): Promise<void> {
    let child: ChildProcess | undefined = first;
    let restarts = 0;
    while (!stopping.aborted) {
      const startedAt = Date.now();
      if (child !== undefined && !hasEnded(child)) await once(child, 'exit');
      if (stopping.aborted) return;
      if (child !== undefined && Date.now() - startedAt > WELL_AFTER_MS) restarts = 0;
      const pause = restartDelayMs(restarts++);
      const how = child === undefined ? 'did not come back' : `ended with ${howItEnded(child)}`;
      say(`the ${spec.name} ${how}; starting it again in ${pause / 1000} s`);
      try {
        await delay(pause, undefined, { signal: stopping });
        child = await launch();
        say(`the ${spec.name} is back`);
      } catch {
        running?.kill('SIGKILL');
        child = undefined;
      }
    }
  }

  return {
    async start() {
      const child = await launch();
      void keepAlive(child);
    },
    async stop() {
      if (running === undefined || hasEnded(running)) return;
      const gone = once(running, 'exit');
      running.kill('SIGTERM');
      const tooSlow = setTimeout(() => running?.kill('SIGKILL'), spec.stopWithinMs);
      await gone;
      clearTimeout(tooSlow);
    },
    kill() {
      // What has a group of its own has children of its own, and ends them when its channel closes.
      if (spec.ownGroup) running?.disconnect();
      else running?.kill('SIGKILL');
    },
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function howItEnded(child: ChildProcess): string {
  return child.signalCode ?? `exit code ${child.exitCode ?? 'unknown'}`;
}

async function endOfLog(logFile: string | null): Promise<string> {
  if (logFile === null) return '';
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-15);
  return `. The end of ${logFile}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
