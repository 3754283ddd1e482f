/** What happens to refunds by themselves once their time has come: status, ledger line, webhook. */
import { post } from './ledger.ts';
import { paymentById } from './payment-rows.ts';
import type { Provider } from './provider.ts';
import { type RefundRow, refundRow, refundView } from './refund-rows.ts';
import { announce, enqueue, type Message } from './webhooks.ts';

/** Sends the message of an early webhook; to be called when the refund is accepted. */
export function announceEarly(p: Provider, row: RefundRow): void {
  if (isAnnouncedEarly(row)) enqueue(p, news(row, row.outcome));
}

function isAnnouncedEarly(row: RefundRow): boolean {
  return row.webhook.kind === 'early' && row.settle_at > row.created_at;
}

function news(row: RefundRow, status: 'succeeded' | 'failed'): Message {
  const type = status === 'succeeded' ? 'refund.succeeded' : 'refund.failed';
  return { type, key: row.key, data: { refund: refundView(row, status) } };
}

/** Settles every refund whose time has come, at the time on file. */
export function settleDueRefunds(p: Provider): void {
  const due = p.store.sql.all`
    SELECT * FROM refunds WHERE status = 'processing' AND settle_at <= ${p.clock.now()} ORDER BY settle_at, id`;
  for (const raw of due) settle(p, refundRow.parse(raw));
}

function settle(p: Provider, row: RefundRow): void {
  p.store.sql.run`UPDATE refunds SET status = outcome, settled_at = settle_at WHERE id = ${row.id}`;
  const settled: RefundRow = { ...row, status: row.outcome, settled_at: row.settle_at };
  if (row.outcome === 'succeeded') giveBack(p, settled);
  if (isAnnouncedEarly(row)) return;
  const opposite = row.outcome === 'succeeded' ? 'failed' : 'succeeded';
  announce(p, row.webhook, news(settled, row.outcome), news(settled, opposite));
}

function giveBack(p: Provider, row: RefundRow): void {
  p.store.sql.run`
    UPDATE payments SET refunded_minor = refunded_minor + ${row.amount_minor},
      status = iif(refunded_minor + ${row.amount_minor} = amount_minor, 'refunded', status)
    WHERE id = ${row.payment_id}`;
  const payment = paymentById(p, row.payment_id);
  if (!payment?.merchant_order_id) throw new Error(`refund ${row.id} belongs to no charged payment`);
  const { id: refundId, payment_id: paymentId, key, amount_minor: amountMinor, currency } = row;
  const { merchant_order_id: merchantOrderId } = payment;
  const occurredAt = row.settle_at;
  post(
    p,
    { type: 'refund', paymentId, refundId, key, merchantOrderId, amountMinor, currency, occurredAt },
    row.posting,
  );
}
