import { parseCronItem } from 'graphile-worker';
import type { PoolClient } from 'pg';
import type { EngineContext } from './context.ts';
import { startRunOnce } from './run-changes.ts';
import { removeOld } from './store.ts';

const MINUTE_MS = 60_000;

// Long enough to ask "what happened to that order" after a weekend.
const KEEP_FINISHED_MS = 7 * 24 * 3_600_000;

/** The first full minute after `now`. */
export function nextMinute(now: Date): Date {
  return new Date((Math.floor(now.getTime() / MINUTE_MS) + 1) * MINUTE_MS);
}

export function isFullMinute(moment: Date): boolean {
  return moment.getTime() % MINUTE_MS === 0;
}

/**
 * The work of one full minute (UTC): starts the functions whose cron matches it, each once however often
 * the minute is worked on, and removes what ended a week ago.
 */
export async function tick(context: EngineContext, tx: PoolClient, minute: Date): Promise<void> {
  for (const config of context.registry.all()) {
    for (const cron of config.crons) {
      if (!matches(cron, minute)) continue;
      const id = `cron:${cron}:${minute.toISOString()}`;
      const event = { id, name: 'inngest/scheduled.timer', data: { cron }, ts: minute.getTime() };
      await startRunOnce(context, tx, config, event);
    }
  }
  const now = context.now();
  await removeOld(tx, new Date(now.getTime() - KEEP_FINISHED_MS), now);
}

function matches(cron: string, minute: Date): boolean {
  return parseCronItem({ task: 'check', match: cron }).match({
    min: minute.getUTCMinutes(),
    hour: minute.getUTCHours(),
    date: minute.getUTCDate(),
    month: minute.getUTCMonth() + 1,
    dow: minute.getUTCDay(),
  });
}
