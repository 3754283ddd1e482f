/** Where the money really went: lines are only ever added, and read in the order they were posted. */
import { z } from 'zod';
import type { Behaviours } from './behaviour.ts';
import { type LedgerLine, ledgerQuery } from './contract.ts';
import { isoTime, type Provider } from './provider.ts';
import { faultReply, type Rendered, type Reply, refuse, send } from './reply.ts';

/** A line before it has a number and a time of posting. `occurredAt` in provider milliseconds. */
export interface Movement {
  type: LedgerLine['type'];
  paymentId: string;
  refundId: string | null;
  key: string;
  merchantOrderId: string;
  amountMinor: number;
  currency: string;
  occurredAt: number;
}

/**
 * Posting counts from now, not from when the money moved: a charge that settled while the program was down must not
 * appear behind a reader's cursor.
 */
export function post(p: Provider, m: Movement, posting: Behaviours['posting']): void {
  const postedAt = posting.kind === 'late' ? p.clock.after(posting.afterMs) : p.clock.now();
  p.store.sql.run`
    INSERT INTO ledger (type, payment_id, refund_id, key, merchant_order_id, amount_minor, currency,
      occurred_at, posted_at)
    VALUES (${m.type}, ${m.paymentId}, ${m.refundId}, ${m.key}, ${m.merchantOrderId}, ${m.amountMinor},
      ${m.currency}, ${m.occurredAt}, ${postedAt})`;
}

const lineRow = z.object({
  seq: z.number(),
  type: z.enum(['charge', 'refund', 'reversal']),
  payment_id: z.string(),
  refund_id: z.string().nullable(),
  key: z.string(),
  merchant_order_id: z.string(),
  amount_minor: z.number(),
  currency: z.string(),
  occurred_at: z.number(),
  posted_at: z.number(),
});

export function lineView(raw: unknown): LedgerLine {
  const { seq, key, occurred_at, posted_at, ...same } = lineRow.parse(raw);
  return {
    id: `line_${seq}`,
    ...same,
    idempotency_key: key,
    occurred_at: isoTime(occurred_at),
    posted_at: isoTime(posted_at),
  };
}

/** `GET /v1/ledger?from&to&cursor&limit`: lines posted in [from, to), those still to come left out. */
export function readLedger(p: Provider, query: URLSearchParams): Reply {
  p.steering.count('ledger', '');
  const parsed = ledgerQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success) return refuse(400, 'invalid_request', z.prettifyError(parsed.error));
  const behaviour = p.steering.choose('ledger', { key: '', merchantOrderId: null, token: null });
  const render = () => page(p, parsed.data);
  if (behaviour.kind === 'truth') return send(render);
  return behaviour.kind === 'slow' ? send(render, behaviour.afterMs) : faultReply(behaviour);
}

function page(p: Provider, query: z.infer<typeof ledgerQuery>): Rendered {
  const now = p.clock.now();
  const from = query.from ? Date.parse(query.from) : 0;
  const to = Math.min(query.to ? Date.parse(query.to) : now + 1, now + 1);
  const [afterTime = -1, afterSeq = -1] = query.cursor?.split('-').map(Number) ?? [];
  const rows = p.store.sql.all`
    SELECT * FROM ledger
    WHERE (posted_at, seq) > (${afterTime}, ${afterSeq}) AND posted_at >= ${from} AND posted_at < ${to}
    ORDER BY posted_at, seq LIMIT ${query.limit + 1}`;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    status: 200,
    body: {
      lines: shown.map(lineView),
      next_cursor: last ? `${last.posted_at}-${last.seq}` : (query.cursor ?? null),
      has_more: rows.length > query.limit,
    },
  };
}
