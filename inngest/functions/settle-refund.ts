import { composeApp } from '#server/compose.ts';
import { refundIdSchema } from '#server/kernel/ids.ts';
import { advanceRefund, type RefundProgress } from '#server/refunds/advance-refund.ts';
import { inngest } from '../client.ts';

/**
 * Follows one refund to its end: send, then sleep and look again (checks, the same key once more, review; the
 * row says which). Every step may run twice, and a second run for the same refund does no harm.
 */
export const settleRefund = inngest.createFunction(
  {
    id: 'settle-refund',
    retries: 4,
    triggers: [{ event: 'refund/requested' }, { event: 'refund/overdue' }],
  },
  async ({ event, step }) => {
    const refundId = refundIdSchema.parse(event.data.refundId);
    let progress: RefundProgress = await step.run('send', () => advanceRefund(workflowContext(), refundId));
    for (let look = 1; progress.kind === 'look_again'; look++) {
      await step.sleep(`wait-${look}`, Math.max(progress.afterMs, 1));
      progress = await step.run(`look-${look}`, () => advanceRefund(workflowContext(), refundId));
    }
    return progress;
  },
);

function workflowContext() {
  return { ...composeApp().ctx, actor: 'workflow' };
}
