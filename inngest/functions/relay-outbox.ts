import { composeApp } from '#server/compose.ts';
import { relayOutbox } from '#server/outbox/relay-outbox.ts';
import { inngest } from '../client.ts';

/** Sends, every minute, the events that were not sent right after their commit. */
export const relayOwedEvents = inngest.createFunction(
  { id: 'relay-outbox', retries: 2, triggers: [{ cron: '* * * * *' }] },
  async ({ step }) => step.run('relay', async () => ({ sent: await relayOutbox(composeApp().ctx) })),
);
