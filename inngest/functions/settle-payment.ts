import { RetryAfterError } from 'inngest';
import { composeApp } from '#server/compose.ts';
import { expireOrder } from '#server/orders/expire-order.ts';
import { retryWindowLeft } from '#server/orders/retry-window-left.ts';
import { APP_EVENTS } from '#server/outbox/contract.ts';
import { chargeAttempt } from '#server/payments/charge-attempt.ts';
import { lookAgain } from '#server/payments/look-again.ts';
import type { PaymentProgress } from '#server/payments/payment-progress.ts';
import { resendDelayMs } from '#server/payments/rules.ts';
import { inngest } from '../client.ts';
import { wholeSeconds } from '../whole-seconds.ts';

/**
 * Follows one attempt to its end: charge, then sleep and look again (checks, then the fence, then review;
 * the row says which), then the retry window of a refused order. Every step may run twice, and a second
 * run for the same attempt does no harm: the rows decide who may do what.
 */
export const settlePayment = inngest.createFunction(
  {
    id: 'settle-payment',
    retries: 4,
    triggers: [
      { event: 'order/placed' },
      { event: 'payment/retry-requested' },
      { event: 'payment/overdue' },
      { event: 'payment/cancel-requested' },
    ],
  },
  async ({ event, step }) => {
    const { orderId, attemptId } = APP_EVENTS['order/placed'].parse(event.data);

    let progress: PaymentProgress = await step.run('charge', async () => {
      const ctx = workflowContext();
      const charged = await chargeAttempt(ctx, attemptId);
      if (charged.kind === 'resend') {
        const delayMs = resendDelayMs(charged.sends, Math.random(), ctx.timeScale);
        throw new RetryAfterError('the provider did nothing: the same key is sent again', delayMs);
      }
      return charged;
    });

    for (let look = 1; progress.kind === 'look_again'; look++) {
      await step.sleep(`wait-${look}`, wholeSeconds(progress.afterMs));
      progress = await step.run(`look-${look}`, () => lookAgain(workflowContext(), attemptId));
    }
    if (progress.kind !== 'settled') return progress;

    const windowMs = await step.run('read-retry-window', () => retryWindowLeft(workflowContext(), orderId));
    if (windowMs === null) return progress;
    await step.sleep('retry-window', wholeSeconds(windowMs));
    const expired = await step.run('expire-order', () => expireOrder(workflowContext(), orderId));
    return { ...progress, expired };
  },
);

function workflowContext() {
  return { ...composeApp().ctx, actor: 'workflow' };
}
