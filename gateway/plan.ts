/** Pure: splits a behaviour into what really happens to the money and what the caller is told. */
import type { Behaviours, MoneyFault } from './behaviour.ts';
import { faultReply, type Rendered, type Reply, refuse, send } from './reply.ts';

export interface Plan<Outcome> {
  /** `null` when nothing happens. */
  effect: { outcome: Outcome; code: string | null; afterMs: number } | null;
  /**
   * @param result the final answer, asked for only once it is due
   * @param accepted the 202
   */
  reply(result: () => Rendered, accepted: () => Rendered): Reply;
}

const GENERIC_DECLINE = 'do_not_honor';

export function planCharge(behaviour: Behaviours['charge']): Plan<'paid' | 'declined'> {
  switch (behaviour.kind) {
    case 'paid':
    case 'paid_twice':
    case 'wrong_amount':
      return atOnce('paid', null);
    case 'declined':
      return atOnce('declined', behaviour.code);
    default:
      return planFault(behaviour, 'paid', 'declined');
  }
}

export function planRefund(behaviour: Behaviours['refund']): Plan<'succeeded' | 'failed'> {
  switch (behaviour.kind) {
    case 'succeeded':
      return atOnce('succeeded', null);
    case 'failed':
      return atOnce('failed', behaviour.code);
    default:
      return planFault(behaviour, 'succeeded', 'failed');
  }
}

function atOnce<Outcome>(outcome: Outcome, code: string | null): Plan<Outcome> {
  return { effect: { outcome, code, afterMs: 0 }, reply: (result) => send(result) };
}

function planFault<Outcome>(fault: MoneyFault, success: Outcome, failure: Outcome): Plan<Outcome> {
  const settle = (succeeds: boolean, afterMs: number) =>
    succeeds
      ? { outcome: success, code: null, afterMs }
      : { outcome: failure, code: GENERIC_DECLINE, afterMs };
  switch (fault.kind) {
    case 'not_processed':
      return {
        effect: null,
        reply: () => refuse(503, 'not_processed', 'Nothing happened. Send it again.', { processed: false }),
      };
    case 'rate_limited':
      return { effect: null, reply: () => rateLimited(fault.retryAfterSec) };
    case 'pending':
      return {
        effect: settle(fault.succeeds, fault.afterMs),
        reply: (_result, accepted) => send(accepted),
      };
    case 'slow':
      return {
        effect: settle(fault.succeeds, fault.settleAfterMs),
        reply: (result) => send(result, fault.answerAfterMs),
      };
    default:
      return {
        effect: fault.applies ? settle(true, fault.afterMs) : null,
        reply: () => faultReply(fault),
      };
  }
}

function rateLimited(retryAfterSec: number): Reply {
  return send(() => ({
    status: 429,
    headers: { 'Retry-After': String(retryAfterSec) },
    body: { code: 'rate_limited', message: 'Too many requests. Nothing happened.' },
  }));
}
