import type { Ctx } from '../context.ts';
import type { NewCase } from './case-store.ts';
import type { Difference } from './rules.ts';

/** Differences as rows to be opened, each kind and subject once. */
export function toNewCases(ctx: Pick<Ctx, 'newId'>, differences: readonly Difference[]): NewCase[] {
  const once = new Map(
    differences.map((difference) => [`${difference.kind} ${difference.subject}`, difference]),
  );
  return [...once.values()].map((difference) => ({ id: ctx.newId(), ...difference }));
}
