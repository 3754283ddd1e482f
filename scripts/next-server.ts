/*
 * The shop's web server. `next start` ends at the first Ctrl-C, which reaches every process of the terminal;
 * here the supervisor decides when, so that requests in flight are answered before the database goes away.
 */
import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { clientAddress } from '#server/access/client-address.ts';
import { readEnv } from '#server/env.ts';
import { withBrotliFiles } from './brotli-files.ts';

/** Answers in flight get this long, in ms, before their connections are cut. */
const DRAIN_MS = 1_000;

const hostname = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 3000);
const { TRUSTED_PROXY_HOPS } = readEnv();
const dev = process.env.NODE_ENV === 'development';
const root = fileURLToPath(new URL('..', import.meta.url));

process.on('SIGINT', () => {});
process.once('SIGTERM', stop);
process.once('disconnect', stop);

const server = createServer();
const app = next({ dev, hostname, port, dir: root, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
const answer: RequestListener = (request, response) => {
  // Pages and routes see headers only, and a client may send any: from here on this one is the truth.
  request.headers['x-forwarded-for'] = clientAddress(
    request.socket.remoteAddress,
    request.headers['x-forwarded-for']?.toString(),
    TRUSTED_PROXY_HOPS,
  );
  void handle(request, response);
};
// In development files change under the same address.
server.on('request', dev ? answer : withBrotliFiles(root, answer));
server.listen(port, hostname);

function stop(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), DRAIN_MS);
}
