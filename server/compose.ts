import { Inngest } from 'inngest';
import { type Logger, pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase } from '#db/client.ts';
import type { Ctx } from './context.ts';
import { type Env, readEnv } from './env.ts';
import { systemClock } from './kernel/clock.ts';
import { createSmtpMailer } from './mail/smtp-mailer.ts';
import type { EventPublisher } from './outbox/publisher.ts';
import { createHttpGateway } from './payments/gateway/http-gateway.ts';
import type { PaymentGateway } from './payments/gateway/port.ts';
import { createResilientGateway } from './payments/gateway/resilient-gateway.ts';
import { createWebhookVerifier, type VerifyWebhook } from './webhooks/signature.ts';

/** What the process shares: the context of verbs, and what only the web's edge needs to know. */
export type App = {
  ctx: Ctx;
  adminPassword: string | null;
  /** `null`: the provider and we share no secret, so no message of it can be believed. */
  verifyWebhook: VerifyWebhook | null;
};

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
  const log = pino({ level: env.LOG_LEVEL, redact: ['*.paymentToken', '*.password'] });
  return {
    adminPassword: env.ADMIN_PASSWORD ?? null,
    verifyWebhook: env.PAYMENT_WEBHOOK_SECRET ? createWebhookVerifier(env.PAYMENT_WEBHOOK_SECRET) : null,
    ctx: {
      db,
      gateway: createPaymentGateway(env, log),
      publisher: createInngestPublisher(),
      mailer:
        env.SMTP_URL && env.MAIL_FROM ? createSmtpMailer({ url: env.SMTP_URL, from: env.MAIL_FROM }) : null,
      shopUrl: env.SHOP_URL,
      clock: systemClock,
      newId: uuidv7,
      log,
      timeScale: env.TIME_SCALE,
      actor: 'shopper',
    },
  };
}

/** The provider, spared calls that cannot succeed; the log says when it goes away and when it is back. */
function createPaymentGateway(env: Env, log: Logger): PaymentGateway {
  const timeScale = env.TIME_SCALE;
  const provider = createHttpGateway({
    baseUrl: env.PAYMENT_GATEWAY_URL,
    apiKey: env.PAYMENT_GATEWAY_KEY,
    timeScale,
  });
  return createResilientGateway(provider, {
    timeScale,
    onChange: (lane, state) => log.warn({ lane, state }, 'payment provider: circuit breaker changed'),
  });
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
