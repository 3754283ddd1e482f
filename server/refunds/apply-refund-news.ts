import { recordTransition } from '../audit/record-transition.ts';
import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import type { RefundId } from '../kernel/ids.ts';
import { finishRefunding } from '../orders/settle-order.ts';
import { relaySoon } from '../outbox/relay-outbox.ts';
import type { EvidenceSource } from '../payments/contract.ts';
import type { ProviderAnswer } from '../payments/gateway/port.ts';
import { recordNews } from '../payments/record-own-act.ts';
import type { RefundStatus } from './contract.ts';
import { changeRefund, lockOrderAndRefund } from './refund-store.ts';
import {
  decideRefundTransition,
  nextRefundCheckMs,
  REFUND_REVIEW_DEADLINE_MS,
  type RefundFinding,
} from './rules.ts';

/**
 * The one writer of everything that news about a refund changes: refund, order and stock move together in one
 * transaction. News that changes nothing is kept all the same. Returns the status afterwards.
 * Throws REFUND_NOT_FOUND for an unknown refund.
 */
export async function applyRefundNews(
  ctx: Ctx,
  refundId: RefundId,
  source: EvidenceSource,
  finding: RefundFinding,
  answer: ProviderAnswer,
): Promise<RefundStatus> {
  const status = await ctx.db.transaction(async (tx) => {
    const locked = await lockOrderAndRefund(tx, refundId);
    if (!locked) throw new AppError('REFUND_NOT_FOUND', `no refund ${refundId}`);
    const { order, refund, attemptNumber } = locked;
    const { attemptId } = refund;

    const news = { refundId, source, actor: ctx.actor, finding: finding.kind, ...answer };
    const evidenceId = await recordNews(tx, attemptId, news);
    const ofSending = source === 'response' || source === 'workflow';
    const next = decideRefundTransition(refund.status, finding, ofSending);
    const checks = refund.checks + (source === 'status_query' ? 1 : 0);
    await changeRefund(tx, refund, {
      status: next ?? refund.status,
      checks,
      looked: source !== 'workflow',
      lastResult: finding.kind === 'failed' ? finding.code : answer.detail,
      nextCheckMs: nextRefundCheckMs(next ?? refund.status, checks, ctx.timeScale),
      ...(finding.kind === 'succeeded' && { providerRefundId: finding.refundId }),
      ...(next === 'review' && { reviewDueMs: REFUND_REVIEW_DEADLINE_MS }),
    });
    if (next === null) return refund.status;

    const cause = { attemptId, actor: ctx.actor, evidenceId };
    const change = { subject: 'refund', orderId: order.id, from: refund.status, to: next } as const;
    await recordTransition(tx, change, cause);
    if (next === 'succeeded') {
      await finishRefunding(tx, ctx, order, { ...refund, attemptNumber }, cause);
    }
    return next;
  });
  // The mail that the news demands goes out now, whoever brought the news.
  relaySoon(ctx);
  return status;
}
