import type { Ctx } from '../context.ts';
import { countOpenCases, findNewestCases } from './case-store.ts';
import type { CasesView } from './contract.ts';

/** Rows on one screen. */
const PAGE = 100;

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
