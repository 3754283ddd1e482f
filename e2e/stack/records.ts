import postgres from 'postgres';
import type { CancelReason, OrderStatus, ReservationStatus } from '#server/orders/contract.ts';
import type { AttemptStatus } from '#server/payments/contract.ts';

export interface OrderRecord {
  id: string;
  number: string;
  status: OrderStatus;
  cancelReason: CancelReason | null;
  /** In won. */
  total: number;
  /** Oldest first. */
  attempts: { status: AttemptStatus; providerKey: string; checks: number }[];
  reservations: ReservationStatus[];
}

/** Copies of one book: `available + held + committed = received` at every moment. */
export interface StockRecord {
  received: number;
  available: number;
  /** Held by orders whose payment is open. */
  held: number;
  committed: number;
}

/** What the shop's tables say, for tests to read, what a bookseller may change, and the time that has passed. */
export interface Records {
  order(number: string): Promise<OrderRecord>;
  /** The orders that contain this book, oldest first. */
  ordersOf(bookId: string): Promise<OrderRecord[]>;
  stockOf(bookId: string): Promise<StockRecord>;
  /** Puts a book on sale with a list price and a sale price of so many won. */
  setPrice(bookId: string, won: number): Promise<void>;
  /** Replaces the stock of a book that nobody has ordered yet. */
  setCopies(bookId: string, copies: number): Promise<void>;
  /** Lets the newest try to pay an order have begun so many ms ago. In the future, its page stays as it begins. */
  setPaymentAge(orderNumber: string, ms: number): Promise<void>;
  /** Lets the time be over in which misses of the order lookup are counted. */
  endLookUpLimits(): Promise<void>;
  close(): Promise<void>;
}

export function openRecords(databaseUrl: string): Records {
  const sql = postgres(databaseUrl, { max: 1, transform: postgres.camel });
  const ordersWhere = (condition: postgres.PendingQuery<postgres.Row[]>) => sql<OrderRecord[]>`
    select id, number, status, cancel_reason, total,
      (select coalesce(json_agg(json_build_object(
        'status', a.status, 'providerKey', a.provider_key, 'checks', a.checks) order by a.number), '[]')
        from attempts a where a.order_id = o.id) as attempts,
      (select array_agg(r.status) from reservations r where r.order_id = o.id) as reservations
    from orders o where ${condition} order by placed_at`;

  return {
    async order(number) {
      const [order] = await ordersWhere(sql`number = ${number}`);
      if (!order) throw new Error(`no order ${number}`);
      return order;
    },
    ordersOf: (bookId) =>
      ordersWhere(
        sql`exists (select 1 from order_lines l where l.order_id = o.id and l.book_id = ${bookId})`,
      ),
    async stockOf(bookId) {
      const [stock] = await sql<StockRecord[]>`
        select received, available,
          (select coalesce(sum(quantity) filter (where status = 'held'), 0)::int
            from reservations r where r.book_id = s.book_id) as held,
          (select coalesce(sum(quantity) filter (where status = 'committed'), 0)::int
            from reservations r where r.book_id = s.book_id) as committed
        from stock s where book_id = ${bookId}`;
      if (!stock) throw new Error(`no stock of ${bookId}`);
      return { ...stock };
    },
    async setPrice(bookId, won) {
      await sql`update books set list_price = ${won}, sale_price = ${won} where id = ${bookId}`;
    },
    async setCopies(bookId, copies) {
      await sql`update stock set received = ${copies}, available = ${copies} where book_id = ${bookId}`;
    },
    async setPaymentAge(orderNumber, ms) {
      await sql`update attempts set created_at = now() - ${ms} * interval '1 ms'
        where order_id = (select id from orders where number = ${orderNumber})`;
    },
    async endLookUpLimits() {
      await sql`update rate_limits set expire = now()`;
    },
    close: () => sql.end(),
  };
}
