import { and, asc, count, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { cases } from '#db/schema/ledger.ts';
import { orders } from '#db/schema/orders.ts';
import { EXPLANATIONS, type Explanation } from './contract.ts';

export type Case = typeof cases.$inferSelect;
export type NewCase = Pick<Case, 'id' | 'kind' | 'subject' | 'orderId' | 'attemptId' | 'details'>;

/**
 * Opens what is not open yet and returns how many that were. A case that settled by itself opens again when its
 * difference is back; one that a person closed stays closed.
 */
export async function openCases(tx: Transaction, drafts: NewCase[]): Promise<number> {
  if (drafts.length === 0) return 0;
  const opened = await tx
    .insert(cases)
    .values(drafts.map((draft) => ({ ...draft, status: 'open' as const })))
    .onConflictDoUpdate({
      target: [cases.kind, cases.subject],
      set: {
        status: 'open',
        resolution: null,
        resolvedAt: null,
        openedAt: sql`now()`,
        details: sql`excluded.details`,
      },
      setWhere: sql`${cases.status} = 'resolved' and ${inArray(cases.resolution, [...EXPLANATIONS])}`,
    })
    .returning({ id: cases.id });
  return opened.length;
}

/** Resolves cases that are still open and returns how many that were. */
export async function resolveCases(tx: Transaction, ids: string[], resolution: Explanation): Promise<number> {
  if (ids.length === 0) return 0;
  const resolved = await tx
    .update(cases)
    .set({ status: 'resolved', resolution, resolvedAt: sql`now()` })
    .where(and(inArray(cases.id, ids), eq(cases.status, 'open')))
    .returning({ id: cases.id });
  return resolved.length;
}

/** Open cases in a stable order, from a position on. */
export async function findOpenCases(db: Database, after: string | null, limit: number): Promise<Case[]> {
  return db
    .select()
    .from(cases)
    .where(and(eq(cases.status, 'open'), after === null ? undefined : gt(cases.id, after)))
    .orderBy(asc(cases.id))
    .limit(limit);
}

/** Open cases first, then the newest first. */
export async function findNewestCases(db: Database, limit: number) {
  return db
    .select({ case: cases, orderNumber: orders.number })
    .from(cases)
    .leftJoin(orders, eq(orders.id, cases.orderId))
    .orderBy(desc(eq(cases.status, 'open')), desc(cases.openedAt), desc(cases.id))
    .limit(limit);
}

export async function countOpenCases(db: Database): Promise<number> {
  const [row] = await db.select({ open: count() }).from(cases).where(eq(cases.status, 'open'));
  return row?.open ?? 0;
}
