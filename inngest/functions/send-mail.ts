import { composeApp } from '#server/compose.ts';
import { sendMail } from '#server/mail/send-mail.ts';
import { APP_EVENTS } from '#server/outbox/contract.ts';
import { inngest } from '../client.ts';

/**
 * Sends one mail. A mail that no server took is a fact in its row, not a failed step: the sweeper sends its
 * event again when the row says so. Retries are for a database that is away.
 */
export const sendOwedMail = inngest.createFunction(
  { id: 'send-mail', retries: 4, triggers: [{ event: 'mail/owed' }] },
  async ({ event, step }) => {
    const { mailId } = APP_EVENTS['mail/owed'].parse(event.data);
    const outcome = await step.run('send', () =>
      sendMail({ ...composeApp().ctx, actor: 'workflow' }, mailId),
    );
    return { outcome };
  },
);
