import type { LookUpAnswer } from './last-answer.ts';

const FIELDS = ['number', 'contact'] as const;
export type LookUpField = (typeof FIELDS)[number];

/** The fields that were left empty, in the order in which they are shown. */
export function emptyFields(answer: LookUpAnswer | null): LookUpField[] {
  return answer?.kind === 'missing' ? FIELDS.filter((field) => answer.typed[field].trim() === '') : [];
}
