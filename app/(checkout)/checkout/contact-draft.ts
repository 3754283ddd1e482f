import { z } from 'zod';
import type { CheckoutInput } from '../../_present/checkout-fields.ts';

/*
 * What was typed into the checkout, kept for this tab alone: a reload, or a shop that was updated meanwhile, must
 * not make anybody write their address twice. How it is paid is not kept, and consent is given afresh.
 */

const NAME = 'checkout-draft';
const DRAFT_FIELDS = [
  'email',
  'phone',
  'recipient',
  'postcode',
  'address1',
  'address2',
  'deliveryNote',
] as const;

const draftSchema = z.partialRecord(z.enum(DRAFT_FIELDS), z.string());
type Draft = z.infer<typeof draftSchema>;

/** What is used of `sessionStorage`. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was typed earlier in this tab, by field; nothing when there is nothing that can be read. */
export function readDraft(storage: DraftStorage): Draft {
  try {
    return draftSchema.parse(JSON.parse(storage.getItem(NAME) ?? '{}'));
  } catch {
    return {};
  }
}

export function keepDraft(storage: DraftStorage, values: Partial<CheckoutInput>): void {
  const typed = DRAFT_FIELDS.map((field) => [field, values[field]]).filter(([, value]) => value);
  storage.setItem(NAME, JSON.stringify(Object.fromEntries(typed)));
}

/** An order has all of it now. */
export function forgetDraft(storage: DraftStorage): void {
  storage.removeItem(NAME);
}
