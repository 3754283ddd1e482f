import { z } from 'zod';
import { attemptIdSchema, orderNumberSchema } from '../kernel/ids.ts';

export const CASE_KINDS = [
  /** The provider's ledger has a charge or refund for a key of ours that our books do not have. */
  'missing_here',
  /** Our books have money moved that the provider's ledger does not show. */
  'missing_there',
  /** Both have it, with another amount or currency. */
  'amount',
  /** The provider charged one key, or one order, more than once. */
  'double',
  /** The provider's ledger has a line that no order of ours explains. */
  'orphan',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_STATUSES = ['open', 'resolved'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What settles a case without a person. */
export const EXPLANATIONS = [
  /** Our books and the provider's say the same by now. */
  'in_both_books',
  /** The ledger took the charge back. */
  'reversal',
  /** The ledger gave the surplus back. */
  'refund',
  /** The line showed up after all. */
  'late_line',
  /** More is known by now, and a case of another kind says it better. */
  'other_case',
] as const;
export type Explanation = (typeof EXPLANATIONS)[number];

export const caseDetailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
/** Both sides as they were when the case was opened: amounts in won, keys, ids. */
export type CaseDetails = z.infer<typeof caseDetailsSchema>;

const caseViewSchema = z.object({
  id: z.uuid(),
  kind: z.enum(CASE_KINDS),
  status: z.enum(CASE_STATUSES),
  /** `line:{id}` of the provider's ledger, or `attempt:{id}` or `refund:{id}` of ours. */
  subject: z.string(),
  orderNumber: orderNumberSchema.nullable(),
  attemptId: attemptIdSchema.nullable(),
  details: caseDetailsSchema,
  resolution: z.string().nullable(),
  openedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
});

export const casesViewSchema = z.object({
  /** Open ones first, the newest first. */
  cases: z.array(caseViewSchema),
  /** How many are open in all. */
  open: z.number().int(),
  asOf: z.iso.datetime(),
});
export type CasesView = z.infer<typeof casesViewSchema>;
