/** What happens to payments by themselves once their time has come: status, ledger lines, webhooks. */
import type { WebhookType } from './contract.ts';
import { post } from './ledger.ts';
import { type PaymentRow, paymentRow, paymentView } from './payment-rows.ts';
import type { Provider } from './provider.ts';
import { announce, enqueue, type Message } from './webhooks.ts';

/** Sends the message of an early webhook; to be called when the payment is accepted. */
export function announceEarly(p: Provider, row: PaymentRow): void {
  if (isAnnouncedEarly(row)) enqueue(p, paymentNews(row, row.outcome));
}

/** A payment that settles at once has no "before", so its early message is simply the message. */
function isAnnouncedEarly(row: PaymentRow): boolean {
  return row.webhook.kind === 'early' && row.settle_at > row.created_at;
}

export function paymentNews(row: PaymentRow, status: 'paid' | 'declined' | 'voided'): Message {
  const types: { [s in typeof status]: WebhookType } = {
    paid: 'payment.paid',
    declined: 'payment.declined',
    voided: 'payment.voided',
  };
  return { type: types[status], key: row.key, data: { payment: paymentView(row, status) } };
}

function contraryNews(row: PaymentRow): Message {
  return paymentNews(row, row.status === 'paid' ? 'declined' : 'paid');
}

/** Settles every payment whose time has come, at the time on file, however much later this runs. */
export function settleDuePayments(p: Provider): void {
  const due = p.store.sql.all`
    SELECT * FROM payments WHERE status = 'processing' AND settle_at <= ${p.clock.now()} ORDER BY settle_at, id`;
  for (const raw of due) settle(p, paymentRow.parse(raw));
}

function settle(p: Provider, row: PaymentRow): void {
  const status = row.void_ends === 'voided' || row.void_ends === 'reversed' ? 'voided' : row.outcome;
  p.store.sql.run`
    UPDATE payments SET status = ${status}, settled_at = settle_at WHERE id = ${row.id} AND status = 'processing'`;
  const settled: PaymentRow = { ...row, status, settled_at: row.settle_at };
  const reversed = row.void_ends === 'reversed' && row.outcome === 'paid';
  if (status === 'paid' || reversed) postMovement(p, settled, 'charge');
  if (reversed) postMovement(p, settled, 'reversal');
  if (isAnnouncedEarly(row) && status === row.outcome) return;
  announce(p, row.webhook, paymentNews(settled, status), contraryNews(settled));
}

function postMovement(p: Provider, row: PaymentRow, type: 'charge' | 'reversal'): void {
  const { merchant_order_id: merchantOrderId, amount_minor: amountMinor, currency } = row;
  if (merchantOrderId === null || amountMinor === null || currency === null) {
    throw new Error(`payment ${row.id} has no amount to post`);
  }
  const occurredAt = row.settle_at;
  const { id: paymentId, key } = row;
  post(
    p,
    { type, paymentId, refundId: null, key, merchantOrderId, amountMinor, currency, occurredAt },
    row.posting,
  );
}
