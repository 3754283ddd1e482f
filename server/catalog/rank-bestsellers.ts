import type { Ctx } from '../context.ts';
import { copiesSold } from '../inventory/copies-sold.ts';
import { setPopularity } from './catalog-store.ts';

/** Long enough that a week without orders changes little, short enough that last year's fashion is forgotten. */
const COUNTED_MS = 90 * 24 * 3_600_000;

/** Counts anew how many copies of each book went lately, and returns how many books that changed. */
export async function rankBestsellers(ctx: Ctx): Promise<number> {
  return setPopularity(ctx.db, await copiesSold(ctx, COUNTED_MS));
}
