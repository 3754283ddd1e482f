/** Reads of refunds: the truth, or as old, slow or lost as the behaviour wants. */
import { subjectOfKey } from './intents.ts';
import { isoTime, type Provider } from './provider.ts';
import { refundByKey, refundView } from './refund-rows.ts';
import { faultReply, type Rendered, type Reply, send } from './reply.ts';

/** `GET /v1/refunds/by-key/{key}` */
export function readRefund(p: Provider, key: string): Reply {
  p.steering.count('refundStatus', key);
  const behaviour = p.steering.choose('refundStatus', subjectOfKey(p.store, 'refund', key));
  const render = (): Rendered => {
    const row = refundByKey(p, key);
    const hidden =
      behaviour.kind === 'not_found' || (behaviour.kind === 'stale' && row?.status === 'processing');
    if (!row || hidden) {
      const message = 'Not known here. This is no proof: reads may lag.';
      return { status: 404, body: { code: 'not_found', message } };
    }
    if (behaviour.kind !== 'stale') return { status: 200, body: { refund: refundView(row) } };
    const body = { refund: refundView(row, 'processing'), as_of: isoTime(row.created_at) };
    return { status: 200, body };
  };
  switch (behaviour.kind) {
    case 'truth':
    case 'not_found':
    case 'stale':
      return send(render);
    case 'slow':
      return send(render, behaviour.afterMs);
    default:
      return faultReply(behaviour);
  }
}
