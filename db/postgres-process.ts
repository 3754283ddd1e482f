/*
 * The embedded PostgreSQL in a process of its own. It exists for one reason: a program that is killed with
 * SIGKILL cannot stop its database. This process notices that its parent is gone (the IPC channel closes) and
 * stops the server, so no kill leaves one behind. Start it detached, so that neither a Ctrl-C in the terminal
 * nor a kill of the parent's process group reaches it before the parent asks.
 *
 *   fork('db/postgres-process.ts', [JSON.stringify(arguments)], { detached: true })
 *
 * It sends one `PostgresProcessReport`, and stops on SIGTERM or when the channel closes.
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

export interface PostgresProcessArguments {
  /** Folder of the cluster; the server's log goes to `postgres.log` in it. */
  dataDir: string;
  /** A free TCP port on 127.0.0.1. */
  port: number;
  /** A throw-away cluster: faster, not crash-safe, deleted at the end. */
  temporary: boolean;
}

export type PostgresProcessReport =
  | { kind: 'note'; text: string }
  | { kind: 'ready'; url: string }
  | { kind: 'failed'; reason: string };

const { dataDir, port, temporary }: PostgresProcessArguments = JSON.parse(process.argv[2] ?? '{}');

const parentIsGone = new Promise<void>((resolve) => {
  process.once('disconnect', resolve);
  process.once('SIGTERM', resolve);
});
process.on('SIGINT', () => {});

await mkdir(dataDir, { recursive: true });
const logFile = createWriteStream(path.join(dataDir, 'postgres.log'), { flags: 'a' });
// A full disk or a deleted folder must not take the server down with its log.
logFile.on('error', () => {});

try {
  const server = await startEmbeddedPostgres({
    dataDir,
    port,
    durable: !temporary,
    log: (line) => logFile.write(`${line}\n`),
    note: (text) => report({ kind: 'note', text }),
  });
  report({ kind: 'ready', url: server.url });
  const ending = await Promise.race([parentIsGone.then(() => 'asked'), server.exited.then(() => 'crashed')]);
  await server.stop();
  if (ending === 'crashed') process.exitCode = 1;
} catch (error) {
  report({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
if (temporary) await removeEmbeddedPostgres(dataDir);
if (process.connected) process.disconnect();

function report(message: PostgresProcessReport): void {
  // The parent may be gone by now; then nobody needs the news.
  if (process.connected) process.send?.(message, () => {});
}
