import { lte, sql } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/client.ts';
import { rateLimits } from '#db/schema/rate-limits.ts';

/** So many tries in a window that starts with the first of them. */
export type RateLimit = { name: string; tries: number; windowS: number };

/**
 * Counts a try and says how it stands: in one statement, so that of many who try at once no more than the limit
 * get through. `waitMs` is the time until the window ends, when the try is one too many.
 */
export async function countTry(
  db: Database,
  limit: RateLimit,
  key: string,
): Promise<{ allowed: true } | { allowed: false; waitMs: number }> {
  try {
    const { isFirstInDuration } = await limiter(db, limit).consume(key);
    if (isFirstInDuration) await deleteEndedWindows(db);
    return { allowed: true };
  } catch (refusal) {
    // The library throws its answer; anything else is the database, and closes the door that this limit guards.
    if (refusal instanceof RateLimiterRes) return { allowed: false, waitMs: refusal.msBeforeNext };
    throw refusal;
  }
}

/** Takes one try back, as if it had not been made. */
export async function uncountTry(db: Database, limit: RateLimit, key: string): Promise<void> {
  await limiter(db, limit).reward(key);
}

/** Whoever starts a window clears the ended ones away: the table holds what is tried now, not its history. */
async function deleteEndedWindows(db: Database): Promise<void> {
  await db.delete(rateLimits).where(lte(rateLimits.expire, sql`now()`));
}

function limiter(db: Database, { name, tries, windowS }: RateLimit): RateLimiterDrizzle {
  return new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: name,
    points: tries,
    duration: windowS,
    clearExpiredByTimeout: false,
  });
}
