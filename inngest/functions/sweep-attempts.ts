import { composeApp } from '#server/compose.ts';
import { wakeOwedMails } from '#server/mail/wake-owed-mails.ts';
import { expireOverdueOrders } from '#server/orders/expire-overdue-orders.ts';
import { wakeOverdueAttempts } from '#server/payments/wake-overdue-attempts.ts';
import { wakeOverdueRefunds } from '#server/refunds/wake-overdue-refunds.ts';
import { wakeUnfollowedWebhooks } from '#server/webhooks/wake-unfollowed.ts';
import { inngest } from '../client.ts';

/**
 * Finds, every minute, the attempts and orders whose time has come and that no workflow takes care of:
 * its event or its run was lost, or the attempt is in review. The rows are the work list.
 */
export const sweepAttempts = inngest.createFunction(
  { id: 'sweep-attempts', retries: 2, triggers: [{ cron: '* * * * *' }] },
  async ({ step }) => {
    const woken = await step.run('wake-attempts', () => wakeOverdueAttempts(sweeperContext()));
    const expired = await step.run('expire-orders', () => expireOverdueOrders(sweeperContext()));
    const refunds = await step.run('wake-refunds', () => wakeOverdueRefunds(sweeperContext()));
    const webhooks = await step.run('wake-webhooks', () => wakeUnfollowedWebhooks(sweeperContext()));
    const mails = await step.run('wake-mails', () => wakeOwedMails(sweeperContext()));
    return { woken, expired, refunds, webhooks, mails };
  },
);

function sweeperContext() {
  return { ...composeApp().ctx, actor: 'sweeper' };
}
