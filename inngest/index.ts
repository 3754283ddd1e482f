import { serve } from 'inngest/next';
import { inngest } from './client.ts';
import { followReceivedWebhook } from './functions/follow-webhook.ts';
import { rankSoldBooks } from './functions/rank-bestsellers.ts';
import { reconcileLedger } from './functions/reconcile-ledger.ts';
import { relayOwedEvents } from './functions/relay-outbox.ts';
import { sendOwedMail } from './functions/send-mail.ts';
import { settlePayment } from './functions/settle-payment.ts';
import { settleRefund } from './functions/settle-refund.ts';
import { sweepAttempts } from './functions/sweep-attempts.ts';

/** Everything the shop runs durably. */
export const functions = [
  settlePayment,
  settleRefund,
  followReceivedWebhook,
  sendOwedMail,
  relayOwedEvents,
  sweepAttempts,
  reconcileLedger,
  rankSoldBooks,
];

/** The HTTP endpoint through which an engine, embedded or real, learns of the functions and runs them. */
export const inngestEndpoint = serve({ client: inngest, functions });
