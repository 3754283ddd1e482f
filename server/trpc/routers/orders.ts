import { z } from 'zod';
import { orderNumberSchema } from '../../kernel/ids.ts';
import { cancelOrder } from '../../orders/cancel-order.ts';
import {
  cancelOrderResultSchema,
  clientKeySchema,
  orderNumberInputSchema,
  orderProgressSchema,
  orderViewSchema,
  placeOrderInputSchema,
  placeOrderResultSchema,
  retryPaymentInputSchema,
  retryPaymentResultSchema,
} from '../../orders/contract.ts';
import { findOrderByClientKey } from '../../orders/find-order-by-client-key.ts';
import { placeOrder } from '../../orders/place-order.ts';
import { retryPayment } from '../../orders/retry-payment.ts';
import { viewOrder, viewProgress } from '../../orders/view-order.ts';
import { buyerProcedure, router } from '../init.ts';

export const ordersRouter = router({
  place: buyerProcedure
    .input(placeOrderInputSchema)
    .output(placeOrderResultSchema)
    .mutation(({ ctx, input }) => placeOrder(ctx, ctx.buyerId, input)),
  byClientKey: buyerProcedure
    .input(z.object({ clientKey: clientKeySchema }))
    .output(z.object({ orderNumber: orderNumberSchema }).nullable())
    .query(({ ctx, input }) => findOrderByClientKey(ctx, ctx.buyerId, input.clientKey)),
  view: buyerProcedure
    .input(orderNumberInputSchema)
    .output(orderViewSchema)
    .query(({ ctx, input }) => viewOrder(ctx, ctx.buyerId, input.number)),
  progress: buyerProcedure
    .input(orderNumberInputSchema)
    .output(orderProgressSchema)
    .query(({ ctx, input }) => viewProgress(ctx, ctx.buyerId, input.number)),
  cancel: buyerProcedure
    .input(orderNumberInputSchema)
    .output(cancelOrderResultSchema)
    .mutation(({ ctx, input }) => cancelOrder(ctx, ctx.buyerId, input.number)),
  retryPayment: buyerProcedure
    .input(retryPaymentInputSchema)
    .output(retryPaymentResultSchema)
    .mutation(({ ctx, input }) => retryPayment(ctx, ctx.buyerId, input)),
});
