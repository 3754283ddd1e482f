import type { Ctx } from '../context.ts';
import { countTry, type RateLimit, uncountTry } from './rate-limit-store.ts';

type Guarded = { limit: RateLimit; key: string };

export type SpentTry =
  | { kind: 'allowed'; giveBack: () => Promise<void> }
  | { kind: 'limited'; retryAfterS: number };

/**
 * Spends one try on each guard, in their order, and stops at the first that allows no more. Spending comes before
 * what it guards: a check afterwards would let all through who come at once. A try that turns out to be rightful
 * is given back. Throws when the database does not answer: what cannot be counted is not tried.
 */
export async function spendTry(ctx: Pick<Ctx, 'db'>, guards: readonly Guarded[]): Promise<SpentTry> {
  for (const { limit, key } of guards) {
    const counted = await countTry(ctx.db, limit, key);
    if (!counted.allowed) {
      return { kind: 'limited', retryAfterS: Math.max(1, Math.ceil(counted.waitMs / 1_000)) };
    }
  }
  return {
    kind: 'allowed',
    async giveBack() {
      for (const { limit, key } of guards) await uncountTry(ctx.db, limit, key);
    },
  };
}
