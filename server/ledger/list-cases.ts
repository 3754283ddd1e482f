import type { Ctx } from '../context.ts';
import { type Case, countOpenCases, findNewestCases, findOpenCases } from './case-store.ts';
import type { CasesView } from './contract.ts';

/** Rows on one screen. */
const PAGE = 100;
const BATCH = 500;

/** The differences between our books and the provider's: open ones first, then the newest first. */
export async function listCases(ctx: Pick<Ctx, 'db' | 'clock'>): Promise<CasesView> {
  const [rows, open] = await Promise.all([findNewestCases(ctx.db, PAGE), countOpenCases(ctx.db)]);
  return {
    open,
    asOf: ctx.clock.now().toISOString(),
    cases: rows.map(({ case: item, orderNumber }) => ({
      id: item.id,
      kind: item.kind,
      status: item.status,
      subject: item.subject,
      orderNumber,
      attemptId: item.attemptId,
      details: item.details,
      resolution: item.resolution,
      openedAt: item.openedAt.toISOString(),
      resolvedAt: item.resolvedAt?.toISOString() ?? null,
    })),
  };
}

/** Every open case, the oldest first, however many there are. */
export async function* eachOpenCase(ctx: Pick<Ctx, 'db'>): AsyncGenerator<Case> {
  let after: string | null = null;
  do {
    const batch: Case[] = await findOpenCases(ctx.db, after, BATCH);
    yield* batch;
    after = batch.length < BATCH ? null : (batch.at(-1)?.id ?? null);
  } while (after !== null);
}
