import { z } from 'zod';
import { lookUpInputSchema, lookUpResultSchema } from '../../access/contract.ts';
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
import { lookUpOrder } from '../../orders/look-up-order.ts';
import { placeOrder } from '../../orders/place-order.ts';
import { retryPayment } from '../../orders/retry-payment.ts';
import { viewOrder, viewProgress } from '../../orders/view-order.ts';
import {
  accessCookie,
  buyerProcedure,
  keepAccess,
  orderProcedure,
  publicProcedure,
  router,
} from '../init.ts';

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
      keepAccess(ctx.cookies, opened.number, opened.accessSecret);
      return { number: opened.number };
    }),
  /** For a guest in another browser, who knows the number and the contact. */
  lookUp: publicProcedure
    .input(lookUpInputSchema)
    .output(lookUpResultSchema)
    .mutation(async ({ ctx, input }) => {
      const result = await lookUpOrder(ctx, input, ctx.address);
      if (result.kind !== 'found') return result;
      keepAccess(ctx.cookies, result.number, result.accessSecret);
      return { kind: 'found', number: result.number };
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
