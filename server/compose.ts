import { Inngest } from 'inngest';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase } from '#db/client.ts';
import type { Ctx } from './context.ts';
import { readEnv } from './env.ts';
import { systemClock } from './kernel/clock.ts';
import type { EventPublisher } from './outbox/publisher.ts';
import { createHttpGateway } from './payments/gateway/http-gateway.ts';

/** What the process shares: the context of verbs, and what only the web's edge needs to know. */
export type App = { ctx: Ctx; adminPassword: string | null };

// Next loads this module once per bundle and again at every edit in dev: the pool must not multiply with it.
const shared: typeof globalThis & { bookstoreApp?: App } = globalThis;

/** The one place that builds the real context. Throws at the first call when a setting is missing or wrong. */
export function composeApp(): App {
  shared.bookstoreApp ??= build();
  return shared.bookstoreApp;
}

function build(): App {
  const env = readEnv();
  const { db } = connectDatabase(env.DATABASE_URL);
  return {
    adminPassword: env.ADMIN_PASSWORD ?? null,
    ctx: {
      db,
      gateway: createHttpGateway({
        baseUrl: env.PAYMENT_GATEWAY_URL,
        apiKey: env.PAYMENT_GATEWAY_KEY,
        timeScale: env.TIME_SCALE,
      }),
      publisher: createInngestPublisher(),
      clock: systemClock,
      newId: uuidv7,
      log: pino({ level: env.LOG_LEVEL, redact: ['*.paymentToken', '*.password'] }),
      timeScale: env.TIME_SCALE,
      actor: 'shopper',
    },
  };
}

/** Publishes to whichever engine the INNGEST_* variables name: the embedded one or a real Inngest. */
function createInngestPublisher(): EventPublisher {
  const client = new Inngest({ id: 'bookstore' });
  return {
    async publish(events) {
      await client.send([...events]);
    },
  };
}
