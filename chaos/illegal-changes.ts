import type postgres from 'postgres';
import {
  ORDER_STATUSES,
  ORDER_TRANSITIONS,
  RESERVATION_STATUSES,
  RESERVATION_TRANSITIONS,
} from '#server/orders/contract.ts';
import { ATTEMPT_STATUSES, ATTEMPT_TRANSITIONS } from '#server/payments/contract.ts';
import { REFUND_STATUSES, REFUND_TRANSITIONS } from '#server/refunds/contract.ts';

type Transitions = Record<string, readonly string[]>;

type Machine = {
  table: string;
  statuses: readonly string[];
  legal: Transitions;
  /** What else a change to a status has to set, so that only its being illegal speaks against it. */
  besides?(to: string): string;
};

const DATES = 'next_check_at = now(), lease_until = now(), review_due_at = now()';

const MACHINES: Machine[] = [
  {
    table: 'attempts',
    statuses: ATTEMPT_STATUSES,
    legal: ATTEMPT_TRANSITIONS,
    besides: () => `, ${DATES}, provider_payment_id = 'made up'`,
  },
  {
    table: 'orders',
    statuses: ORDER_STATUSES,
    legal: ORDER_TRANSITIONS,
    besides: (to) => `, cancel_reason = ${to === 'cancelled' ? "'expired'" : 'null'}`,
  },
  {
    table: 'refunds',
    statuses: REFUND_STATUSES,
    legal: REFUND_TRANSITIONS,
    besides: () => `, ${DATES}`,
  },
  { table: 'reservations', statuses: RESERVATION_STATUSES, legal: RESERVATION_TRANSITIONS },
];

const copyOf = (table: string, changes: string, where = 'true') =>
  `insert into ${table} select (jsonb_populate_record(r, ${changes})).* from ${table} r where ${where} limit 1`;

/** What is wrong whatever the status: each has to fail on any row that it finds. */
const NEVER = [
  'update evidence set finding = finding',
  'delete from evidence',
  'update transitions set actor = actor',
  'delete from transitions',
  'update stock set available = -1',
  'update stock set available = received + 1',
  'update orders set total = 0, items_total = -shipping',
  'update attempts set amount = 0',
  'update refunds set amount = 0',
  'update refunds r set amount = (select amount + 1 from attempts a where a.id = r.attempt_id)',
  copyOf('orders', `jsonb_build_object('id', gen_random_uuid(), 'number', 'a second order of one key')`),
  `insert into attempts select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
      'number', 90 + n, 'provider_key', 'live attempt ' || n, 'status', 'created', 'next_check_at', now()))).*
    from attempts a, generate_series(1, 2) n where a.id = (select id from attempts limit 1)`,
  copyOf('attempts', `jsonb_build_object('id', gen_random_uuid(), 'number', 99)`),
  copyOf(
    'refunds',
    `jsonb_build_object('id', gen_random_uuid(), 'provider_key', 'a second refund', 'provider_payment_id', 'another')`,
    `reason <> 'surplus'`,
  ),
  'insert into reservations select * from reservations limit 1',
  `insert into transitions (subject, order_id, attempt_id, to_status, actor, evidence_id)
    select 'attempt', order_id, id, 'paid', 'nobody', null from attempts limit 1`,
];

/**
 * Tries every change of status that the tables of legal transitions do not hold, on a real row of each status, and
 * what must never be. Rolls everything back. Returns the statements that the database let pass.
 */
export async function tryIllegalChanges(sql: postgres.Sql): Promise<{ tried: number; accepted: string[] }> {
  const statements = [...NEVER];
  for (const { table, statuses, legal, besides } of MACHINES) {
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from && !legal[from]?.includes(status))) {
        const one = `ctid = (select ctid from ${table} where status = '${from}' limit 1)`;
        statements.push(`update ${table} set status = '${to}'${besides?.(to) ?? ''} where ${one}`);
      }
    }
  }
  let tried = 0;
  const accepted: string[] = [];
  for (const statement of statements) {
    const outcome = await attempt(sql, statement);
    if (outcome !== 'no such row') tried += 1;
    if (outcome === 'accepted') accepted.push(statement);
  }
  return { tried, accepted };
}

type Outcome = 'accepted' | 'refused' | 'no such row';

/** Carries the outcome out of a transaction that has to be rolled back. */
class RolledBack extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

async function attempt(sql: postgres.Sql, statement: string): Promise<Outcome> {
  try {
    return await sql.begin(async (tx) => {
      const { count } = await tx.unsafe(statement);
      throw new RolledBack(count > 0 ? 'accepted' : 'no such row');
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome;
    // Class 23: the database names a constraint that the change would break.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('23')) return 'refused';
    throw error;
  }
}
