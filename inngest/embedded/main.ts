import { z } from 'zod';
import { startEngine } from './engine.ts';
import { reasonOf } from './serve-client.ts';

const environment = z.object({
  DATABASE_URL: z.url(),
  INNGEST_SERVE_URL: z.url(),
  INNGEST_BASE_URL: z.url().transform((url) => Number(new URL(url).port)),
  INNGEST_EVENT_KEY: z.string().regex(/^[\w.~-]+$/),
  INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-[0-9a-f]+$/),
});

function log(line: string): void {
  console.log(`engine ${line}`);
}

function fail(error: unknown): never {
  console.error(`engine: ${reasonOf(error)}`);
  process.exit(1);
}

const parsed = environment.safeParse(process.env);
if (!parsed.success) fail(z.prettifyError(parsed.error));

// The supervisor stops its children in order; Ctrl-C reaches the whole group at once and must not.
process.on('SIGINT', () => {});
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
// The supervisor is gone.
process.once('disconnect', () => stopping.abort());

try {
  const engine = await startEngine({
    databaseUrl: parsed.data.DATABASE_URL,
    serveUrl: parsed.data.INNGEST_SERVE_URL,
    port: parsed.data.INNGEST_BASE_URL,
    eventKey: parsed.data.INNGEST_EVENT_KEY,
    signingKey: parsed.data.INNGEST_SIGNING_KEY,
    log,
    onLost: fail,
    signal: stopping.signal,
  });
  log(`ready on ${engine.url}`);
  if (!stopping.signal.aborted) {
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  }
  await engine.stop();
  process.exit(0);
} catch (error) {
  if (stopping.signal.aborted) process.exit(0);
  fail(error);
}
