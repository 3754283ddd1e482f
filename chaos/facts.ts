import type postgres from 'postgres';
import type { OrderStatus, ReservationStatus } from '#server/orders/contract.ts';
import type { AttemptStatus } from '#server/payments/contract.ts';
import type { RefundStatus } from '#server/refunds/contract.ts';
import type { Page, Placement } from './buyers.ts';
import type { Truth } from './provider.ts';

/** All times in ms since 1970, all amounts in won, all ids as in the database. */
export type Facts = {
  orders: {
    id: string;
    number: string;
    buyer: string;
    clientKey: string;
    status: OrderStatus;
    total: number;
    placedAt: number;
  }[];
  attempts: {
    id: string;
    orderId: string;
    number: number;
    key: string;
    amount: number;
    status: AttemptStatus;
    sends: number;
    paymentId: string | null;
    createdAt: number;
    nextCheckAt: number | null;
    reviewDueAt: number | null;
  }[];
  refunds: {
    id: string;
    orderId: string;
    attemptId: string;
    key: string;
    paymentId: string;
    amount: number;
    status: RefundStatus;
    reviewDueAt: number | null;
  }[];
  stock: { bookId: string; received: number; available: number; held: number; sold: number }[];
  reservations: { orderId: string; status: ReservationStatus }[];
  transitions: {
    id: number;
    subject: 'order' | 'attempt' | 'refund';
    /** The order, the attempt or the refund whose status changed. */
    subjectId: string;
    orderId: string;
    from: string | null;
    to: string;
    actor: string;
    evidenceId: number | null;
    at: number;
  }[];
  evidence: {
    id: number;
    attemptId: string;
    refundId: string | null;
    finding: string;
    detail: string | null;
    rawBody: string | null;
    actor: string;
    at: number;
  }[];
  unsentEvents: { id: string; name: string; data: Record<string, string> }[];
  cases: { subject: string; kind: string; details: Record<string, string | number | null> }[];
  /** What the provider really did. */
  truth: Truth;
  /** Copies on the first day. */
  copies: { bookId: string; copies: number }[];
  placements: Placement[];
  pages: Page[];
  /** Orders seen, while the run went on, with copies given back and an attempt that may still charge. */
  releasedWhileLive: string[];
  /** Books of which, while the run went on, more copies were promised than there are. */
  seenNegative: string[];
  /** Calls of the provider that were made with a transaction open. */
  callsInsideTransaction: string[];
  /** Illegal changes of real rows that the database did not refuse. */
  acceptedIllegalChanges: string[];
  /** Whether the provider did what only a person can judge. */
  needsPerson: boolean;
  now: number;
};

export type StoredFacts = Pick<
  Facts,
  | 'orders'
  | 'attempts'
  | 'refunds'
  | 'stock'
  | 'reservations'
  | 'transitions'
  | 'evidence'
  | 'unsentEvents'
  | 'cases'
>;

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** Reads all that the shop's database says, in one snapshot. */
export async function readFacts(sql: postgres.Sql): Promise<StoredFacts> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    // The column lists below are the types of the rows.
    const all = async <Name extends keyof StoredFacts>(query: string) =>
      [...(await tx.unsafe(query))] as unknown as StoredFacts[Name];
    return {
      orders:
        await all<'orders'>(`select id, number, buyer_id as buyer, client_key as "clientKey", status, total,
        ${ms('placed_at')} as "placedAt" from orders order by placed_at`),
      attempts:
        await all<'attempts'>(`select id, order_id as "orderId", number, provider_key as key, amount, status,
        sends, provider_payment_id as "paymentId", ${ms('created_at')} as "createdAt",
        ${ms('next_check_at')} as "nextCheckAt", ${ms('review_due_at')} as "reviewDueAt"
        from attempts order by order_id, number`),
      refunds:
        await all<'refunds'>(`select id, order_id as "orderId", attempt_id as "attemptId", provider_key as key,
        provider_payment_id as "paymentId", amount, status, ${ms('review_due_at')} as "reviewDueAt" from refunds`),
      stock: await all<'stock'>(`select book_id as "bookId", received, available,
        coalesce((select sum(quantity) from reservations r where r.book_id = s.book_id and status = 'held'), 0)::int
          as held,
        coalesce((select sum(quantity) from reservations r where r.book_id = s.book_id and status = 'committed'), 0)::int
          as sold from stock s`),
      reservations: await all<'reservations'>(
        `select order_id as "orderId", status from reservations order by order_id`,
      ),
      transitions: await all<'transitions'>(`select t.id::int, t.subject, t.order_id as "orderId",
        case t.subject when 'order' then t.order_id when 'attempt' then t.attempt_id else e.refund_id end as "subjectId",
        t.from_status as "from", t.to_status as "to", t.actor, t.evidence_id::int as "evidenceId", ${ms('t.at')} as at
        from transitions t left join evidence e on e.id = t.evidence_id order by t.id`),
      evidence:
        await all<'evidence'>(`select id::int, attempt_id as "attemptId", refund_id as "refundId", finding,
        detail, raw_body as "rawBody", actor, ${ms('at')} as at from evidence order by id`),
      unsentEvents: await all<'unsentEvents'>(`select id, name, data from outbox where sent_at is null`),
      cases: await all<'cases'>(`select subject, kind, details from cases`),
    };
  });
}
