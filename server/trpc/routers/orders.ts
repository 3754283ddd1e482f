import { z } from 'zod';
import { ACCESS_DAYS } from '../../access/contract.ts';
import { orderNumberSchema } from '../../kernel/ids.ts';
import { openedLinkSchema, openLinkInputSchema } from '../../mail/contract.ts';
import { redeemOrderLink } from '../../mail/redeem-order-link.ts';
import { reopenOrderLink } from '../../mail/reopen-order-link.ts';
import { cancelOrder } from '../../orders/cancel-order.ts';
import {
  cancelOrderResultSchema,
  clientKeySchema,
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
import { accessCookie, buyerProcedure, orderProcedure, publicProcedure, router } from '../init.ts';

export const ordersRouter = router({
  place: buyerProcedure
    .input(placeOrderInputSchema)
    .output(placeOrderResultSchema)
    .mutation(({ ctx, input }) => placeOrder(ctx, ctx.buyerId, input)),
  byClientKey: buyerProcedure
    .input(z.object({ clientKey: clientKeySchema }))
    .output(z.object({ orderNumber: orderNumberSchema }).nullable())
    .query(({ ctx, input }) => findOrderByClientKey(ctx, ctx.buyerId, input.clientKey)),
  /** Opens a mail's link, once, and lets this browser come back to its order, also by the same link. */
  openLink: publicProcedure
    .input(openLinkInputSchema)
    .output(openedLinkSchema)
    .mutation(async ({ ctx, input }) => {
      const opened = await redeemOrderLink(ctx, input.token);
      if (!opened) {
        const number = await reopenOrderLink(ctx, input.token, {
          buyerId: ctx.buyerId,
          accessSecretOf: (order) => ctx.cookies.get(accessCookie(order)),
        });
        return number && { number };
      }
      ctx.cookies.set({
        name: accessCookie(opened.number),
        value: opened.accessSecret,
        maxAgeSeconds: ACCESS_DAYS * 86_400,
        // The page asks for its progress under /api, so not only /orders.
        path: '/',
      });
      return { number: opened.number };
    }),
  view: orderProcedure
    .output(orderViewSchema)
    .query(({ ctx, input }) => viewOrder(ctx, ctx.buyerId, input.number)),
  progress: orderProcedure
    .output(orderProgressSchema)
    .query(({ ctx, input }) => viewProgress(ctx, ctx.buyerId, input.number)),
  cancel: orderProcedure
    .output(cancelOrderResultSchema)
    .mutation(({ ctx, input }) => cancelOrder(ctx, ctx.buyerId, input.number)),
  retryPayment: orderProcedure
    .input(retryPaymentInputSchema)
    .output(retryPaymentResultSchema)
    .mutation(({ ctx, input }) => retryPayment(ctx, ctx.buyerId, input)),
});
