import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { attemptIdSchema, type BuyerId } from '../kernel/ids.ts';
import { oweEvent, relaySoon } from '../outbox/relay-outbox.ts';
import { isNegative } from '../payments/contract.ts';
import { openAttempt } from '../payments/open-attempt.ts';
import { MAX_ATTEMPTS, type RetryPaymentInput, type RetryPaymentResult } from './contract.ts';
import { changeOrder, findAttemptsOfOrder, findOrderOfBuyer, lockOrder } from './order-store.ts';

/**
 * Charges an order once more, under a new key, when every earlier attempt is proven not to have moved
 * money and the order's window is open. Asking twice after the same refusal opens one attempt.
 * Throws ORDER_NOT_FOUND for an order that this buyer did not place.
 */
export async function retryPayment(
  ctx: Ctx,
  buyerId: BuyerId,
  input: RetryPaymentInput,
): Promise<RetryPaymentResult> {
  const found = await findOrderOfBuyer(ctx.db, buyerId, input.number);
  if (!found) throw new AppError('ORDER_NOT_FOUND', `no order ${input.number} of this buyer`);
  const orderId = found.order.id;

  const result = await ctx.db.transaction(async (tx): Promise<RetryPaymentResult> => {
    const locked = await lockOrder(tx, orderId);
    const attempts = await findAttemptsOfOrder(tx, orderId);
    const [newest] = attempts;
    if (!locked || !newest) throw new Error(`order ${orderId} has no attempt`);
    // The second press of the same button, or its answer lost and asked for again.
    if (newest.number === input.afterAttempt + 1) return { kind: 'retrying' };

    const { order, now } = locked;
    const windowOpen = order.retryUntil !== null && order.retryUntil > now;
    if (order.status !== 'placed') return { kind: 'not_possible', reason: 'over' };
    if (newest.number >= MAX_ATTEMPTS) return { kind: 'not_possible', reason: 'too_many' };
    if (!attempts.every((attempt) => isNegative(attempt.status))) {
      return { kind: 'not_possible', reason: 'still_checking' };
    }
    if (!windowOpen || newest.number !== input.afterAttempt) return { kind: 'not_possible', reason: 'over' };

    const attemptId = attemptIdSchema.parse(ctx.newId());
    await openAttempt(tx, ctx, {
      id: attemptId,
      orderId,
      number: newest.number + 1,
      amount: order.total,
      paymentToken: input.paymentToken,
    });
    await changeOrder(tx, order, { retryWindowMs: null });
    await oweEvent(tx, ctx, 'payment/retry-requested', { orderId, attemptId });
    return { kind: 'retrying' };
  });
  if (result.kind === 'retrying') relaySoon(ctx);
  return result;
}
