import { z } from 'zod';
import { ADMIN_SESSION_SECONDS, isAdminPassword, issueAdminSession } from '../../access/admin-session.ts';
import { AppError } from '../../errors.ts';
import { casesViewSchema } from '../../ledger/contract.ts';
import { listCases } from '../../ledger/list-cases.ts';
import { mailListSchema } from '../../mail/contract.ts';
import { listMails } from '../../mail/list-mails.ts';
import { refundOrderInputSchema, refundOrderResultSchema } from '../../orders/contract.ts';
import { refundOrder } from '../../orders/refund-order.ts';
import { checkNow } from '../../payments/check-now.ts';
import {
  checkNowInputSchema,
  checkNowResultSchema,
  pendingPaymentsViewSchema,
  takeReviewInputSchema,
  takeReviewResultSchema,
} from '../../payments/contract.ts';
import { listPendingPayments } from '../../payments/list-pending-payments.ts';
import { takeReview } from '../../payments/take-review.ts';
import { ADMIN_COOKIE, adminProcedure, publicProcedure, router } from '../init.ts';

export const adminRouter = router({
  login: publicProcedure
    .input(z.object({ password: z.string().min(1).max(200) }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => {
      if (ctx.adminPassword === null) throw new AppError('ADMIN_DISABLED', 'ADMIN_PASSWORD is not set');
      if (!isAdminPassword(input.password, ctx.adminPassword)) {
        throw new AppError('WRONG_PASSWORD', 'wrong password');
      }
      ctx.cookies.set({
        name: ADMIN_COOKIE,
        value: issueAdminSession(ctx.adminPassword, ctx.clock.now()),
        maxAgeSeconds: ADMIN_SESSION_SECONDS,
        path: '/',
      });
      return { ok: true };
    }),
  cases: adminProcedure.output(casesViewSchema).query(({ ctx }) => listCases(ctx)),
  pendingPayments: adminProcedure
    .output(pendingPaymentsViewSchema)
    .query(({ ctx }) => listPendingPayments(ctx)),
  mails: adminProcedure.output(mailListSchema).query(({ ctx }) => listMails(ctx)),
  refundOrder: adminProcedure
    .input(refundOrderInputSchema)
    .output(refundOrderResultSchema)
    .mutation(({ ctx, input }) => refundOrder(ctx, input)),
  takeReview: adminProcedure
    .input(takeReviewInputSchema)
    .output(takeReviewResultSchema)
    .mutation(({ ctx, input }) => takeReview(ctx, input.attemptId)),
  checkNow: adminProcedure
    .input(checkNowInputSchema)
    .output(checkNowResultSchema)
    .mutation(({ ctx, input }) => checkNow(ctx, input.attemptId)),
});
