import { addToCart, setCartQuantity } from '../../cart/change-cart.ts';
import { addToCartInputSchema, cartViewSchema, setCartQuantityInputSchema } from '../../cart/contract.ts';
import { viewCart } from '../../cart/view-cart.ts';
import { buyerProcedure, router } from '../init.ts';

export const cartRouter = router({
  view: buyerProcedure.output(cartViewSchema).query(({ ctx }) => viewCart(ctx, ctx.buyerId)),
  add: buyerProcedure
    .input(addToCartInputSchema)
    .output(cartViewSchema)
    .mutation(({ ctx, input }) => addToCart(ctx, ctx.buyerId, input)),
  setQuantity: buyerProcedure
    .input(setCartQuantityInputSchema)
    .output(cartViewSchema)
    .mutation(({ ctx, input }) => setCartQuantity(ctx, ctx.buyerId, input)),
});
