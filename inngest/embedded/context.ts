import type { Pool } from 'pg';
import type { Queue } from './queue.ts';
import type { Registry } from './registry.ts';
import type { ServeClient } from './serve-client.ts';

/** What every part of the engine works with. */
export interface EngineContext {
  pool: Pool;
  queue: Queue;
  registry: Registry;
  serve: ServeClient;
  /** The engine's clock; a test may move it. */
  now: () => Date;
  /** Takes one line without a line break. */
  log: (line: string) => void;
}
