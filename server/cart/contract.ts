import { z } from 'zod';
import { availabilitySchema, bookCardSchema } from '../catalog/contract.ts';
import { bookIdSchema } from '../kernel/ids.ts';
import { wonSchema } from '../kernel/money.ts';

/** The most copies of one book in one order: a shopper's purchase, not a wholesaler's. */
export const MAX_COPIES = 20;
/** The most different books in one order. */
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

/** A line that cannot be bought now (`payable: false`) stays in the cart but is left out of the total. */
export const cartLineSchema = z.object({
  book: bookCardSchema,
  quantity: quantitySchema,
  availability: availabilitySchema,
  payable: z.boolean(),
  /** The sale price in won when the shopper last touched the line. */
  seenPrice: wonSchema,
  amount: wonSchema,
});
export type CartLine = z.infer<typeof cartLineSchema>;

export const cartViewSchema = z.object({
  lines: z.array(cartLineSchema),
  itemsTotal: wonSchema,
  shipping: wonSchema,
  total: wonSchema,
  copies: z.number().int().min(0),
  /** Names the payable content and its prices: it changes when, and only when, either changes. */
  fingerprint: z.string(),
});
export type CartView = z.infer<typeof cartViewSchema>;
