import { rankBestsellers } from '#server/catalog/rank-bestsellers.ts';
import { composeApp } from '#server/compose.ts';
import { inngest } from '../client.ts';

/** Ranks the books, every hour, by the copies that went lately: too much to count whenever a list is shown. */
export const rankSoldBooks = inngest.createFunction(
  { id: 'rank-bestsellers', retries: 2, triggers: [{ cron: '0 * * * *' }] },
  async ({ step }) => step.run('rank', async () => ({ changed: await rankBestsellers(composeApp().ctx) })),
);
