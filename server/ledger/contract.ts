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
