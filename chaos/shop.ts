/*
 * The shop without its pages, as a process: the real router, the real durable functions and the real webhook route
 * over a plain HTTP server. Two paths exist for the harness only: what the gateway port has seen, and a
 * reconciliation on demand.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { serve } from 'inngest/node';
import { POST as receiveWebhook } from '#app/api/webhooks/payments/route.ts';
import { inngest } from '#inngest/client.ts';
import { functions } from '#inngest/index.ts';
import { composeApp } from '#server/compose.ts';
import { reconcile } from '#server/ledger/reconcile.ts';
import type { PaymentGateway } from '#server/payments/gateway/port.ts';
import { createRequestContext } from '#server/trpc/init.ts';
import { appRouter } from '#server/trpc/root.ts';

const app = composeApp();
const insideTransaction = new AsyncLocalStorage<boolean>();
/** How often the provider was called, and which calls were made with a transaction open (invariant I11). */
const seen = { calls: 0, insideTransaction: [] as string[] };

const begin = app.ctx.db.transaction.bind(app.ctx.db);
app.ctx.db.transaction = (work, config) => begin((tx) => insideTransaction.run(true, () => work(tx)), config);
app.ctx.gateway = watch(app.ctx.gateway);

/** The same gateway, which notes every call. */
function watch(gateway: PaymentGateway): PaymentGateway {
  function note<Answer>(name: string, call: () => Promise<Answer>): Promise<Answer> {
    seen.calls += 1;
    if (insideTransaction.getStore()) seen.insideTransaction.push(name);
    return call();
  }
  return {
    mayCharge: () => gateway.mayCharge(),
    charge: (request) => note(`charge ${request.key}`, () => gateway.charge(request)),
    findByKey: (key) => note(`query ${key}`, () => gateway.findByKey(key)),
    voidByKey: (key) => note(`void ${key}`, () => gateway.voidByKey(key)),
    refund: (request) => note(`refund ${request.key}`, () => gateway.refund(request)),
    findRefundByKey: (key) => note(`query ${key}`, () => gateway.findRefundByKey(key)),
    ledger: (query) => note('ledger', () => gateway.ledger(query)),
  };
}

const durable = serve({ client: inngest, functions });
const trpc = createHTTPHandler({
  router: appRouter,
  basePath: '/api/trpc/',
  createContext: ({ req }) =>
    createRequestContext(app, { get: (name) => cookie(req, name), set: () => {} }, '127.0.0.1'),
});

function cookie({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

async function webhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const url = 'http://shop.invalid/api/webhooks/payments';
  const answer = await receiveWebhook(
    new Request(url, { method: 'POST', headers, body: await text(request) }),
  );
  response.writeHead(answer.status).end(await answer.text());
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://shop.invalid');
  try {
    if (pathname.startsWith('/api/trpc/')) trpc(request, response);
    else if (pathname === '/api/inngest') await durable(request, response);
    else if (pathname === '/api/webhooks/payments') await webhook(request, response);
    else if (pathname === '/harness/seen') response.end(JSON.stringify(seen));
    else if (pathname === '/harness/reconcile') response.end(JSON.stringify(await reconcile(app.ctx)));
    else response.writeHead(404).end();
  } catch (error) {
    app.ctx.log.error({ err: error, pathname }, 'request failed');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});
server.listen(Number(process.argv[4]), '127.0.0.1');

// Ctrl-C reaches the whole process group at once; the harness stops its children in order.
process.on('SIGINT', () => {});
for (const ending of ['SIGTERM', 'disconnect']) process.once(ending, () => process.exit(0));
