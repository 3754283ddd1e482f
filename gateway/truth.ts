/** What really happened, whatever the provider told anybody: the judge of every test that runs orders. */
import { z } from 'zod';
import { lineView } from './ledger.ts';
import type { Provider } from './provider.ts';

const orderSum = z.object({
  merchant_order_id: z.string(),
  charges: z.number(),
  refunds: z.number(),
  reversals: z.number(),
  /** Minor units: charged, less refunded and reversed. */
  net_minor: z.number(),
});

/**
 * Rows as they are stored, times in provider milliseconds, with outcomes that are decided but not yet due, and the
 * ledger with the lines that are not yet posted. `orders` adds the ledger up per order.
 * @param merchantOrderId `null` for all
 */
export function truth({ store: { sql } }: Provider, merchantOrderId: string | null): object {
  const payments = sql.all`
    SELECT * FROM payments WHERE ${merchantOrderId} IS NULL OR merchant_order_id = ${merchantOrderId}
    ORDER BY created_at, id`;
  const refunds = sql.all`
    SELECT refunds.*, merchant_order_id FROM refunds JOIN payments ON payments.id = payment_id
    WHERE ${merchantOrderId} IS NULL OR merchant_order_id = ${merchantOrderId} ORDER BY refunds.created_at, refunds.id`;
  const ledger = sql.all`
    SELECT * FROM ledger WHERE ${merchantOrderId} IS NULL OR merchant_order_id = ${merchantOrderId} ORDER BY seq`;
  const orders = sql.all`
    SELECT merchant_order_id, sum(type = 'charge') AS charges, sum(type = 'refund') AS refunds,
      sum(type = 'reversal') AS reversals, sum(iif(type = 'charge', amount_minor, -amount_minor)) AS net_minor
    FROM ledger WHERE ${merchantOrderId} IS NULL OR merchant_order_id = ${merchantOrderId}
    GROUP BY merchant_order_id ORDER BY min(seq)`;
  return {
    payments,
    refunds,
    ledger: ledger.map(lineView),
    orders: orders.map((row) => orderSum.parse(row)),
  };
}
