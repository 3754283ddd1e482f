import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';

export type RunClaim =
  | { kind: 'claimed'; previousWasKilled: boolean; publishUrl: (url: string) => void; release: () => void }
  | { kind: 'taken'; url: string };

/**
 * Lets one start at a time use a data folder. The claim is a listening socket, not a file with a process id:
 * it ends with the process whatever ends the process, and no other program can inherit it.
 */
export async function claimRun(dataDir: string): Promise<RunClaim> {
  await mkdir(dataDir, { recursive: true });
  // The system limits the length of a socket's path to about 100 characters; relative is usually short.
  const socketPath = path.relative(process.cwd(), path.join(dataDir, 'start.sock'));
  const found = await askRunningStart(socketPath);
  if (found.kind === 'running') return { kind: 'taken', url: found.url };
  await rm(socketPath, { force: true });

  let url = '';
  const server = createServer((socket) => socket.end(url));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  server.unref();
  return {
    kind: 'claimed',
    previousWasKilled: found.kind === 'killed',
    publishUrl: (value) => {
      url = value;
    },
    release: () => server.close(),
  };
}

type Found = { kind: 'running'; url: string } | { kind: 'killed' } | { kind: 'none' };

function askRunningStart(socketPath: string): Promise<Found> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    let url = '';
    socket.setEncoding('utf8').on('data', (text) => {
      url += text;
    });
    socket.once('end', () => resolve({ kind: 'running', url }));
    // Refused: the file is there, nobody listens. A killed process cannot remove its socket.
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? { kind: 'killed' } : { kind: 'none' }),
    );
  });
}
