import { relayOwedEvents } from './functions/relay-outbox.ts';
import { settlePayment } from './functions/settle-payment.ts';
import { sweepAttempts } from './functions/sweep-attempts.ts';

/** Everything the shop runs durably. */
export const functions = [settlePayment, relayOwedEvents, sweepAttempts];
