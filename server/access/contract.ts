import { z } from 'zod';
import { orderNumberSchema } from '../kernel/ids.ts';

/**
 * How long a browser that proved once that an order is its own may come back to it, in days (experience.md: three
 * weeks in the same browser).
 */
export const ACCESS_DAYS = 21;

/** Any texts: what cannot be an order number or a contact is a miss like every other, and answered alike. */
export const lookUpInputSchema = z.object({
  number: z.string().max(100),
  /** The e-mail address or the phone number given at checkout. 254 is the longest address there can be. */
  contact: z.string().max(254),
});
export type LookUpInput = z.infer<typeof lookUpInputSchema>;

export const lookUpResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), number: orderNumberSchema }),
  /** No such order, or not with this contact: the answer does not say which. */
  z.object({ kind: z.literal('not_found') }),
  /** Too many misses. Nothing was looked at, so this tells nothing about what was typed. */
  z.object({ kind: z.literal('limited'), retryAfterS: z.number().int().positive() }),
]);
