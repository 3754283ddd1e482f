import { z } from 'zod';
import {
  addToCartInputSchema,
  cartBookInputSchema,
  setCartQuantityInputSchema,
} from '#server/cart/contract.ts';
import { orderNumberInputSchema } from '#server/orders/contract.ts';

const number = z.coerce.number();

const cartFormSchema = z.discriminatedUnion('intent', [
  addToCartInputSchema.extend({
    intent: z.enum(['add', 'buy']),
    quantity: number.pipe(addToCartInputSchema.shape.quantity),
  }),
  setCartQuantityInputSchema.extend({
    intent: z.literal('set'),
    quantity: number.pipe(setCartQuantityInputSchema.shape.quantity),
  }),
  cartBookInputSchema.extend({ intent: z.enum(['remove', 'save', 'move']) }),
  orderNumberInputSchema.extend({ intent: z.literal('again') }),
  z.object({ intent: z.literal('acknowledge') }),
]);
export type CartForm = z.infer<typeof cartFormSchema>;

/** What a posted form asks of the cart, or `null` when no form of the shop could have asked it. */
export function parseCartForm(form: FormData): CartForm | null {
  const parsed = cartFormSchema.safeParse(Object.fromEntries(form));
  return parsed.success ? parsed.data : null;
}
