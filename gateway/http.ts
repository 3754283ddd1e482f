/** One small HTTP server for both planes: bearer key, routes, JSON in and out, and answers that get lost on purpose. */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Rendered, type Reply, refuse } from './reply.ts';

const MAX_BODY_BYTES = 64 * 1024;

export interface Call {
  /** The decoded variable part of the path; empty when the route has none. */
  param: string;
  query: URLSearchParams;
  /** Parsed JSON, or `undefined` when there is none or it cannot be parsed. */
  body: unknown;
  /** The header as node gives it. */
  idempotencyKey: unknown;
  requestId: string;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** `:x` stands for one variable segment. */
  path: string;
  run: (call: Call) => Reply;
}

export interface Plane {
  routes: readonly Route[];
  bearerKey: string;
  /** Surrounds each call, for the transaction. */
  around(run: () => Reply): Reply;
  /** ISO time of the answer. */
  asOf(): string;
  /** Runs after `afterMs` provider milliseconds; returns how to cancel. */
  later(afterMs: number, run: () => void): () => void;
}

export interface Listening {
  url: string;
  port: number;
  /** Cuts every open connection, answered or not. */
  cut(): void;
  close(): Promise<void>;
}

/** @param port 0 for any free one @throws when the port is taken */
export async function listen(plane: Plane, port: number): Promise<Listening> {
  const compiled = plane.routes.map((route) => ({ ...route, pattern: toPattern(route.path) }));

  const server = createServer(async (request, response) => {
    const requestId = `req_${randomUUID()}`;
    try {
      const body = await readBody(request);
      const reply = authorized(request, plane.bearerKey)
        ? plane.around(() => dispatch(compiled, request, body, requestId))
        : refuse(401, 'unauthorized', 'The bearer key is missing or wrong.');
      deliver(plane, reply, requestId, response);
    } catch (error) {
      // A caller that leaves in the middle of its own request is not news.
      if (request.complete) console.error('payment simulator:', error);
      response.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const actual = portOf(server);
  return {
    url: `http://127.0.0.1:${actual}`,
    port: actual,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  // A TCP server that listens has an AddressInfo; the other shapes are for pipes and closed servers.
  return (server.address() as AddressInfo).port;
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[a-z]+/, '([^/]+)')}$`);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size === 0 || size > MAX_BODY_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function authorized(request: IncomingMessage, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${key}`));
}

function dispatch(
  routes: readonly (Route & { pattern: RegExp })[],
  request: IncomingMessage,
  body: unknown,
  requestId: string,
): Reply {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  for (const route of routes) {
    const match = route.method === request.method && route.pattern.exec(url.pathname);
    if (!match) continue;
    const param = decodeSegment(match[1] ?? '');
    if (param === undefined) break;
    const idempotencyKey = request.headers['idempotency-key'];
    return route.run({ param, query: url.searchParams, body, idempotencyKey, requestId });
  }
  return refuse(404, 'no_such_route', `${request.method} ${url.pathname}`);
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function deliver(plane: Plane, reply: Reply, requestId: string, response: ServerResponse): void {
  switch (reply.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'garbled':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"payment":{"id":"pay_');
      return;
    case 'send': {
      const answer = () => write(plane, reply.render(), requestId, response);
      if (reply.afterMs === 0) answer();
      else response.once('close', plane.later(reply.afterMs, answer));
    }
  }
}

function write(plane: Plane, rendered: Rendered, requestId: string, response: ServerResponse): void {
  const body = JSON.stringify({ request_id: requestId, as_of: plane.asOf(), ...rendered.body });
  response.writeHead(rendered.status, { 'content-type': 'application/json', ...rendered.headers });
  response.end(body);
}
