import { composeApp } from '#server/compose.ts';
import { APP_EVENTS } from '#server/outbox/contract.ts';
import { followWebhook } from '#server/webhooks/follow-webhook.ts';
import { inngest } from '../client.ts';

/** Looks into one message of the provider. What keeps failing is started again by the sweeper. */
export const followReceivedWebhook = inngest.createFunction(
  { id: 'follow-webhook', retries: 4, triggers: [{ event: 'webhook/received' }] },
  async ({ event, step }) => {
    const { webhookId } = APP_EVENTS['webhook/received'].parse(event.data);
    const outcome = await step.run('follow', () =>
      followWebhook({ ...composeApp().ctx, actor: 'workflow' }, webhookId),
    );
    return { outcome };
  },
);
