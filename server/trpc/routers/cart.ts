import { addOrder } from '../../cart/add-order.ts';
import { addToCart } from '../../cart/add-to-cart.ts';
import { acknowledgeChanges, moveToCart, saveForLater, setCartQuantity } from '../../cart/change-cart.ts';
import {
  addOrderResultSchema,
  addToCartInputSchema,
  addToCartResultSchema,
  cartBookInputSchema,
  cartCountSchema,
  cartViewSchema,
  setCartQuantityInputSchema,
} from '../../cart/contract.ts';
import { countCart, viewCart } from '../../cart/view-cart.ts';
import { buyerProcedure, orderProcedure, router } from '../init.ts';

export const cartRouter = router({
  view: buyerProcedure.output(cartViewSchema).query(({ ctx }) => viewCart(ctx, ctx.buyerId)),
  count: buyerProcedure.output(cartCountSchema).query(({ ctx }) => countCart(ctx, ctx.buyerId)),
  add: buyerProcedure
    .input(addToCartInputSchema)
    .output(addToCartResultSchema)
    .mutation(({ ctx, input }) => addToCart(ctx, ctx.buyerId, input)),
  addOrder: orderProcedure.output(addOrderResultSchema).mutation(({ ctx, input }) =>
    addOrder(ctx, {
      buyerId: ctx.browserId,
      placedBy: ctx.buyerId,
      number: input.number,
    }),
  ),
  setQuantity: buyerProcedure
    .input(setCartQuantityInputSchema)
    .output(cartViewSchema)
    .mutation(({ ctx, input }) => setCartQuantity(ctx, ctx.buyerId, input)),
  saveForLater: buyerProcedure
    .input(cartBookInputSchema)
    .output(cartViewSchema)
    .mutation(({ ctx, input }) => saveForLater(ctx, ctx.buyerId, input)),
  moveToCart: buyerProcedure
    .input(cartBookInputSchema)
    .output(cartViewSchema)
    .mutation(({ ctx, input }) => moveToCart(ctx, ctx.buyerId, input)),
  acknowledge: buyerProcedure
    .output(cartViewSchema)
    .mutation(({ ctx }) => acknowledgeChanges(ctx, ctx.buyerId)),
});
