import { TRPCError } from '@trpc/server';
import { isOwnForm } from '../../../_http/own-origin.ts';
import { seeOther } from '../../../_http/see-other.ts';
import { caller } from '../../../_trpc/server.ts';
import type { CartNotice } from '../cart-notice.ts';
import { type CartForm, parseCartForm } from './cart-form.ts';

/**
 * Every change of the cart as a plain form. It answers with the page to look at next, or, to the cart page's
 * script, with 204 and 409 for changed and unchanged.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request)) return new Response(null, { status: 403 });
  const form = parseCartForm(await request.formData());
  const notice = form === null ? 'unchanged' : await changeCart(form);
  if (request.headers.get('accept') === 'application/json') {
    return new Response(null, { status: notice === null ? 204 : 409 });
  }
  if (notice !== null) return seeOther(`/cart?notice=${notice}`);
  if (form?.intent === 'buy') return seeOther('/checkout');
  // Back to the line, so that a long cart does not jump to its top.
  return seeOther(form?.intent === 'set' ? `/cart#line-${form.bookId}` : '/cart');
}

/** Does what a form asks, and says what the shopper has to be told about it. */
async function changeCart(form: CartForm): Promise<CartNotice | null> {
  const { cart } = await caller();
  try {
    switch (form.intent) {
      case 'add':
      case 'buy':
        return (await cart.add(form)).capped ? 'capped' : null;
      case 'set':
        await cart.setQuantity(form);
        return null;
      case 'remove':
        await cart.setQuantity({ bookId: form.bookId, quantity: 0 });
        return null;
      case 'save':
        await cart.saveForLater(form);
        return null;
      case 'move':
        await cart.moveToCart(form);
        return null;
      case 'acknowledge':
        await cart.acknowledge();
        return null;
      case 'again': {
        const added = await cart.addOrder(form);
        if (added.kind === 'still_open') return 'order_still_open';
        if (added.capped) return 'capped';
        return added.gone.length > 0 ? 'ordered_again_without_gone' : 'ordered_again';
      }
    }
  } catch (error) {
    // A full cart, a book or an order that is not there: the cart's own page shows what there is instead.
    if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error;
    // A form that was understood can be refused for nothing else.
    return error.code === 'BAD_REQUEST' ? 'full' : 'unchanged';
  }
}
