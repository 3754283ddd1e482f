import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { EngineContext } from './context.ts';
import { acceptEvents } from './events.ts';

const MOST_BODY_BYTES = 4 * 1_024 * 1_024;

export interface HttpOptions {
  /** 0 takes any free port. */
  port: number;
  /** Stands in the address as it is, so it must be safe there. */
  eventKey: string;
}

/** Serves the event API, `POST /e/{key}`, on 127.0.0.1. Throws when the port is taken. */
export async function listenForEvents(
  context: EngineContext,
  { port, eventKey }: HttpOptions,
): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    try {
      const { status, body } = await answer(context, eventKey, request);
      send(response, status, { ...body, status });
    } catch (error) {
      context.log(`event API: ${error}`);
      send(response, 500, { error: 'internal error', status: 500 });
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the event API has no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}

async function answer(context: EngineContext, eventKey: string, request: IncomingMessage) {
  const [, route, key = '', rest] = (request.url ?? '').split('/');
  if (request.method !== 'POST' || route !== 'e' || rest !== undefined) {
    return { status: 404, body: { error: 'only POST /e/{key} is served here' } };
  }
  if (!isSameText(key, eventKey)) {
    return { status: 401, body: { error: 'wrong event key' } };
  }
  const text = await readBody(request);
  if (text === undefined) return { status: 413, body: { error: `more than ${MOST_BODY_BYTES} bytes` } };
  const seed = request.headers['x-inngest-event-id-seed'];
  const result = await acceptEvents(context, parseJson(text), typeof seed === 'string' ? seed : undefined);
  switch (result.kind) {
    case 'accepted':
      return { status: 200, body: { ids: result.ids } };
    case 'invalid':
      return { status: 400, body: { error: result.reason } };
    case 'unavailable':
      return { status: 503, body: { error: result.reason } };
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
