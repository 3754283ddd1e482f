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
  /** Stops answering, as a shop that crashed: open connections are cut. */
  stop(): Promise<void>;
  /** Answers again on the same port, with these functions. */
  start(functions: InngestFunction.Any[]): Promise<void>;
}

/** Starts a shop whose functions are made with its client. */
export async function startTestShop(define: (client: Inngest) => InngestFunction.Any[]): Promise<TestShop> {
  const client = new Inngest({
    id: 'test-shop',
    isDev: false,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    internalLogger: { info() {}, warn() {}, error() {}, debug() {} },
  });
  let server: Server | undefined;
  let port = 0;

  async function start(functions: InngestFunction.Any[]): Promise<void> {
    server = createServer(serve({ client, functions })).listen(port, '127.0.0.1');
    await once(server, 'listening');
    // A listening TCP server has an address of this kind.
    port = (server.address() as AddressInfo).port;
  }

  await start(define(client));
  return {
    client,
    serveUrl: `http://127.0.0.1:${port}/api/inngest`,
    start,
    async stop() {
      const closed = new Promise((resolve) => server?.close(resolve));
      server?.closeAllConnections();
      await closed;
    },
  };
}
