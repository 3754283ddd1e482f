import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { addToCartInputSchema, setCartQuantityInputSchema } from '#server/cart/contract.ts';
import { isOwnForm } from '../../../_http/own-origin.ts';
import { seeOther } from '../../../_http/see-other.ts';
import { caller } from '../../../_trpc/server.ts';

const number = z.coerce.number();
const formSchema = z.discriminatedUnion('intent', [
  addToCartInputSchema.extend({
    intent: z.enum(['add', 'buy']),
    quantity: number.pipe(addToCartInputSchema.shape.quantity),
  }),
  setCartQuantityInputSchema.extend({
    intent: z.literal('set'),
    quantity: number.pipe(setCartQuantityInputSchema.shape.quantity),
  }),
]);

/** The cart's plain form: adds copies, adds them and goes to pay, or sets how many there are (0 takes the book out). */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request)) return new Response(null, { status: 403 });
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return seeOther('/cart?unchanged=1');
  const { intent, ...line } = form.data;
  const { cart } = await caller();
  try {
    await (intent === 'set' ? cart.setQuantity(line) : cart.add(line));
  } catch (error) {
    // A full cart or a vanished book: the cart's own page shows what there is instead.
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR')
      return seeOther('/cart?unchanged=1');
    throw error;
  }
  return seeOther(intent === 'buy' ? '/checkout' : '/cart');
}
