import { z } from 'zod';
import { type FunctionConfig, functionSchema } from './protocol.ts';
import { reasonOf, type ServeClient } from './serve-client.ts';
import { UnsupportedError } from './unsupported.ts';

/** The functions the shop offers, as of the last sync. */
export interface Registry {
  find(functionId: string): FunctionConfig | undefined;
  all(): FunctionConfig[];
  /**
   * Why events cannot be accepted: nothing is known yet, or the shop offers something which this engine
   * does not support. Undefined when they can.
   */
  problem(): string | undefined;
  /** Asks the shop again, unless it was asked in the last `maxAgeMs`. Never throws; `problem` tells. */
  refresh(maxAgeMs: number): Promise<void>;
}

/** An empty registry. `log` is told when something changes. */
export function createRegistry(serve: ServeClient, log: (line: string) => void): Registry {
  let functions = new Map<string, FunctionConfig>();
  let text = '';
  let problem: string | undefined = 'not synced with the shop yet';
  let refreshedAt = 0;
  let refreshing: Promise<void> | undefined;

  async function sync(): Promise<void> {
    try {
      const offered = await serve.sync();
      const parsed = offered.map(parseFunction);
      problem = undefined;
      if (JSON.stringify(offered) === text) return;
      text = JSON.stringify(offered);
      functions = new Map(parsed.map((config) => [config.id, config]));
      log(`synced ${functions.size} functions: ${[...functions.keys()].join(', ')}`);
    } catch (error) {
      if (error instanceof UnsupportedError) {
        if (problem !== error.message) log(error.message);
        problem = error.message;
      } else if (functions.size === 0) {
        problem = `not synced with the shop yet: ${reasonOf(error)}`;
      }
    } finally {
      refreshedAt = Date.now();
      refreshing = undefined;
    }
  }

  return {
    find: (functionId) => functions.get(functionId),
    all: () => [...functions.values()],
    problem: () => problem,
    async refresh(maxAgeMs) {
      if (refreshing === undefined && Date.now() - refreshedAt < maxAgeMs) return;
      refreshing ??= sync();
      await refreshing;
    },
  };
}

function parseFunction(raw: { id: string }): FunctionConfig {
  const parsed = functionSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const reasons = z.prettifyError(parsed.error).replace(/\s+/g, ' ');
  throw new UnsupportedError(`the embedded engine refuses the function "${raw.id}": ${reasons}`);
}
