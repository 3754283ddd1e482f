import type { Logger } from 'pino';
import type { Database } from '#db/client.ts';
import type { Clock } from './kernel/clock.ts';
import type { Mailer } from './mail/mailer.ts';
import type { EventPublisher } from './outbox/publisher.ts';
import type { PaymentGateway } from './payments/gateway/port.ts';

/** All that a verb may reach outside its arguments. Built in one place: compose.ts. */
export type Ctx = {
  db: Database;
  gateway: PaymentGateway;
  publisher: EventPublisher;
  /** `null` when the shop has no mail server: mails are then only kept. */
  mailer: Mailer | null;
  /** Under which address shoppers reach the shop, for links in mails. */
  shopUrl: string;
  clock: Clock;
  /** A new time-ordered UUID. */
  newId(): string;
  log: Logger;
  /** Divides every wait of the payment plan; 1 outside tests. */
  timeScale: number;
  /** Who acts, for the record: `shopper`, `workflow`, `sweeper`, `admin`. */
  actor: string;
};
