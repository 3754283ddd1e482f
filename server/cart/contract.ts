import { z } from 'zod';
import { availabilitySchema, bookCardSchema } from '../catalog/contract.ts';
import { bookIdSchema } from '../kernel/ids.ts';
import { wonSchema } from '../kernel/money.ts';

/** The most copies of one book in one order: a shopper's purchase, not a wholesaler's. */
export const MAX_COPIES = 20;
/** The most different books in one order, and in one cart together with what is saved for later. */
export const MAX_LINES = 50;

export const quantitySchema = z.number().int().min(1).max(MAX_COPIES);

export const addToCartInputSchema = z.object({ bookId: bookIdSchema, quantity: quantitySchema });
export type AddToCartInput = z.infer<typeof addToCartInputSchema>;

/** Quantity 0 takes the book out of the cart. */
export const setCartQuantityInputSchema = z.object({
  bookId: bookIdSchema,
  quantity: z.number().int().min(0).max(MAX_COPIES),
});
export type SetCartQuantityInput = z.infer<typeof setCartQuantityInputSchema>;

/** Names a line of the cart by its book. */
export const cartBookInputSchema = z.object({ bookId: bookIdSchema });
export type CartBookInput = z.infer<typeof cartBookInputSchema>;

/** A line that cannot be bought now (`payable: false`) stays in the cart but is left out of the total. */
export const cartLineSchema = z.object({
  book: bookCardSchema,
  quantity: quantitySchema,
  availability: availabilitySchema,
  payable: z.boolean(),
  /** The sale price in won that the shopper was last told: when the book was added, or when they said "got it". */
  seenPrice: wonSchema,
  amount: wonSchema,
});
export type CartLine = z.infer<typeof cartLineSchema>;

/** A cart in the order in which books were added; amounts in won. */
export const cartViewSchema = z.object({
  lines: z.array(cartLineSchema),
  /** Put aside by the shopper: outside totals, copies and fingerprint, and never ordered. */
  saved: z.array(cartLineSchema),
  itemsTotal: wonSchema,
  shipping: wonSchema,
  total: wonSchema,
  /** What paying the total earns, in points of one won each. */
  points: z.number().int().min(0),
  copies: z.number().int().min(0),
  /** Names the payable content and its prices: it changes when, and only when, either changes. */
  fingerprint: z.string(),
});
export type CartView = z.infer<typeof cartViewSchema>;

/** The header's number: the copies of a cart's lines. */
export const cartCountSchema = cartViewSchema.pick({ copies: true });
export type CartCount = z.infer<typeof cartCountSchema>;

/** `capped`: fewer copies were added than asked for, because one order holds at most `MAX_COPIES` of a book. */
export const addToCartResultSchema = cartViewSchema.extend({ capped: z.boolean() });
export type AddToCartResult = z.infer<typeof addToCartResultSchema>;

export const addOrderResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('added'),
    capped: z.boolean(),
    /** Books without a copy to sell now: their lines are in the cart, outside the total. */
    gone: z.array(bookCardSchema.pick({ id: true, slug: true, titleKo: true, titleEn: true })),
  }),
  /** The order may still be paid: with its books in the cart again they would soon be bought twice. */
  z.object({ kind: z.literal('still_open') }),
]);
export type AddOrderResult = z.infer<typeof addOrderResultSchema>;
