import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';

export const EVENT_KEY = 'test-event-key';
export const SIGNING_KEY = 'signkey-prod-0123456789abcdef0123456789abcdef';

/** A shop's side of the protocol: the real SDK in cloud mode behind a real HTTP server. */
export interface TestShop {
  client: Inngest;
  serveUrl: string;
  /** Addresses the SDK has called, other than by being called. */
  called: string[];
  /** Stops answering, as a shop that crashed: open connections are cut. Returns what was served. */
  stop(): Promise<InngestFunction.Any[]>;
  /** Answers again on the same port, with these functions. */
  start(functions: InngestFunction.Any[]): Promise<void>;
}

/** Starts a shop whose functions are made with its client. */
export async function startTestShop(define: (client: Inngest) => InngestFunction.Any[]): Promise<TestShop> {
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const called: string[] = [];
  const client = new Inngest({
    id: 'test-shop',
    logger: silent,
    fetch: (input, init) => {
      called.push(String(input));
      return fetch(input, init);
    },
    isDev: false,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
  });
  let server: Server | undefined;
  let served: InngestFunction.Any[] = [];
  let port = 0;

  async function start(functions: InngestFunction.Any[]): Promise<void> {
    served = functions;
    server = createServer(serve({ client, functions })).listen(port, '127.0.0.1');
    await once(server, 'listening');
    // A listening TCP server has an address of this kind.
    port = (server.address() as AddressInfo).port;
  }

  await start(define(client));
  return {
    client,
    serveUrl: `http://127.0.0.1:${port}/api/inngest`,
    called,
    start,
    async stop() {
      const closed = new Promise((resolve) => server?.close(resolve));
      server?.closeAllConnections();
      await closed;
      return served;
    },
  };
}
