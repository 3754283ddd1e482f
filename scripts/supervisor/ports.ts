import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PROBE_EVERY_MS = 50;

/**
 * The preferred port, or the next higher one that is free on this host and not in `reserved`. A port that is
 * taken gets until `patientUntil` (ms since the epoch) to become free: after a kill, what held it may be on its
 * way out.
 */
export async function findPort(
  preferred: number,
  host: string,
  { reserved = new Set<number>(), patientUntil = 0 } = {},
): Promise<number> {
  while (!(await isFree(preferred, host)) && Date.now() < patientUntil) await delay(PROBE_EVERY_MS);
  for (let port = preferred; port < 65_536; port++) {
    if (!reserved.has(port) && (await isFree(port, host))) return port;
  }
  throw new Error(`no free port from ${preferred} on`);
}

/** Resolves when something accepts connections on the port. Rejects when the signal is aborted first. */
export async function waitForPort(port: number, host: string, signal: AbortSignal): Promise<void> {
  while (!(await accepts(port, host))) await delay(PROBE_EVERY_MS, undefined, { signal });
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function accepts(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => socket.destroy(void resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
