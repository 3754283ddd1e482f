import type { Ctx } from '../context.ts';
import type { BookId } from '../kernel/ids.ts';
import { findCopiesSold } from './stock-store.ts';

/** How many copies of each book were sold, and not given back, with orders placed in the last `withinMs` ms. */
export async function copiesSold(ctx: Ctx, withinMs: number): Promise<{ bookId: BookId; copies: number }[]> {
  return findCopiesSold(ctx.db, withinMs);
}
