import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '#db/testing/free-port.ts';
import { EVENT_KEY, SIGNING_KEY } from './test-shop.ts';

/** The engine as the supervisor runs it: a process of its own. */
export interface EngineProcess {
  child: ChildProcess;
  url: string;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves once it has printed `text`; rejects when it ends before. */
  printed(text: string): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Spawns the engine without waiting for anything. `port` is a free one unless given. */
export async function spawnEngine(options: {
  databaseUrl: string;
  serveUrl: string;
  port?: number;
}): Promise<EngineProcess> {
  const url = `http://127.0.0.1:${options.port ?? (await findFreePort())}`;
  const child = fork(fileURLToPath(new URL('../main.ts', import.meta.url)), {
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: options.databaseUrl,
      INNGEST_SERVE_URL: options.serveUrl,
      INNGEST_BASE_URL: url,
      INNGEST_EVENT_KEY: EVENT_KEY,
      INNGEST_SIGNING_KEY: SIGNING_KEY,
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
      child.emit('printed');
    });
  }
  return {
    child,
    url,
    output: () => output,
    async printed(text) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`the engine ended: ${output}`);
        await Promise.race([once(child, 'printed'), once(child, 'exit')]);
      }
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
