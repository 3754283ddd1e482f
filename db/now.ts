import { sql } from 'drizzle-orm';
import { orders } from './schema/orders.ts';

/** The database's own time: leases and deadlines are compared with it, so that all machines agree. */
export const databaseNow = sql<Date>`now()`.mapWith(orders.placedAt);

/** The database's time plus a delay in ms; a negative delay lies in the past. */
export function fromNow(delayMs: number) {
  return sql`now() + make_interval(secs => ${delayMs / 1_000})`;
}
