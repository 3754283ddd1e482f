import type { Ctx } from '../context.ts';
import { AppError } from '../errors.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { RefundId } from '../kernel/ids.ts';
import type { EvidenceSource } from '../payments/contract.ts';
import type { RefundNews } from '../payments/gateway/port.ts';
import { applyRefundNews } from './apply-refund-news.ts';
import { claimRefundSending } from './claim-refund-sending.ts';
import { findRefund, type Refund } from './refund-store.ts';
import { decideRefundAct, mayResend, type RefundFinding } from './rules.ts';

/** What a workflow needs to know after each step. */
export type RefundProgress =
  | { kind: 'look_again'; afterMs: number }
  | { kind: 'review' }
  | { kind: 'succeeded' };

/**
 * Does what is due for a refund: sends it, asks what became of it, sends it again under its own key, or hands
 * it to a person. Does nothing when nothing is due, so it may run any number of times.
 * Throws REFUND_NOT_FOUND for an unknown refund.
 */
export async function advanceRefund(ctx: Ctx, refundId: RefundId): Promise<RefundProgress> {
  const { refund, now } = await load(ctx, refundId);
  const act = decideRefundAct(refund, now, ctx.timeScale);
  switch (act) {
    case 'send':
      await sendRefund(ctx, refundId);
      break;
    case 'check':
      await checkRefund(ctx, refundId, 'status_query');
      await resendIfLost(ctx, refundId);
      break;
    case 'declare_sender_lost':
      await applyOwn(ctx, refundId, { kind: 'sender_lost' });
      break;
    case 'give_to_review':
      await applyOwn(ctx, refundId, { kind: 'given_to_review' });
      break;
    case 'wait':
    case 'none':
      break;
    default:
      assertNever(act);
  }
  return progressOf(await load(ctx, refundId));
}

/** Asks the provider what became of a refund's key. */
export async function checkRefund(ctx: Ctx, refundId: RefundId, source: EvidenceSource): Promise<void> {
  const { refund } = await load(ctx, refundId);
  const news = await ctx.gateway.findRefundByKey(refund.providerKey);
  await applyNews(ctx, refundId, source, news);
}

async function resendIfLost(ctx: Ctx, refundId: RefundId): Promise<void> {
  const { refund, now } = await load(ctx, refundId);
  if (mayResend(refund, now, ctx.timeScale)) await sendRefund(ctx, refundId);
}

async function sendRefund(ctx: Ctx, refundId: RefundId): Promise<void> {
  const claimed = await claimRefundSending(ctx, refundId);
  if (!claimed) return;
  const { providerKey: key, providerPaymentId: paymentId, amount } = claimed;
  const news = await ctx.gateway.refund({ key, paymentId, amount });
  await applyNews(ctx, refundId, 'response', news);
}

async function applyNews(
  ctx: Ctx,
  refundId: RefundId,
  source: EvidenceSource,
  news: RefundNews,
): Promise<void> {
  const { detail, requestId, rawBody, ...finding } = news;
  await applyRefundNews(ctx, refundId, source, finding, { detail, requestId, rawBody });
}

async function applyOwn(ctx: Ctx, refundId: RefundId, finding: RefundFinding): Promise<void> {
  const silent = { detail: finding.kind, requestId: null, rawBody: null };
  await applyRefundNews(ctx, refundId, 'workflow', finding, silent);
}

function progressOf({ refund, now }: { refund: Refund; now: Date }): RefundProgress {
  if (refund.status === 'succeeded') return { kind: 'succeeded' };
  const afterMs = Math.max((refund.nextCheckAt?.getTime() ?? now.getTime()) - now.getTime(), 0);
  if (refund.status === 'review' && afterMs > 0) return { kind: 'review' };
  return { kind: 'look_again', afterMs };
}

async function load(ctx: Ctx, refundId: RefundId) {
  const found = await findRefund(ctx.db, refundId);
  if (!found) throw new AppError('REFUND_NOT_FOUND', `no refund ${refundId}`);
  return found;
}
