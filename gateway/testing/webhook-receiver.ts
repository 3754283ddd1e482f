/** A shop's webhook route that remembers what it was sent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { webhookBody } from '../contract.ts';

export interface Received {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  signature: string;
  raw: string;
  body: z.infer<typeof webhookBody>;
}

export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** What the next messages are answered with; 200 once these are used up. */
  answerWith(...statuses: number[]): void;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let statuses: number[] = [];
  const server = createServer(async (request, response) => {
    const raw = await text(request);
    received.push({
      id: z.string().parse(request.headers['webhook-id']),
      timestamp: z.coerce.number().parse(request.headers['webhook-timestamp']),
      signature: z.string().parse(request.headers['webhook-signature']),
      raw,
      body: webhookBody.parse(JSON.parse(raw)),
    });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo; the other shapes are for pipes and closed servers.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    answerWith(...next) {
      statuses = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
