import type { Ctx } from '../context.ts';
import { orderIdSchema } from '../kernel/ids.ts';
import { findAttemptsByKey, findKnownOrders, findLinesOfPayments, findRefundsByKey } from './ledger-store.ts';
import { compareLine, type Line, type Ours, type Seen, type Verdict } from './rules.ts';

export type Compared = { line: Line; verdict: Verdict };

/**
 * Compares lines with our books as they are now, with a fixed number of queries however many lines there are.
 * `upcoming` are lines that were read but not kept yet: they count as seen.
 */
export async function compareWithBooks(
  db: Ctx['db'],
  lines: readonly Line[],
  upcoming: readonly Line[],
): Promise<Compared[]> {
  const [attempts, refunds] = await Promise.all([
    findAttemptsByKey(
      db,
      keysOf(lines, (line) => line.type !== 'refund'),
    ),
    findRefundsByKey(
      db,
      keysOf(lines, (line) => line.type === 'refund'),
    ),
  ]);
  const attemptOf = new Map(attempts.map((attempt) => [attempt.key, attempt]));
  const refundOf = new Map(refunds.map((refund) => [refund.key, refund]));

  const paymentIds = new Set(lines.map((line) => line.paymentId));
  for (const { paymentId } of attempts) if (paymentId !== null) paymentIds.add(paymentId);
  const strangers = lines.filter((line) => !attemptOf.has(line.key) && !refundOf.has(line.key));
  const [kept, knownOrders] = await Promise.all([
    findLinesOfPayments(db, [...paymentIds]),
    findKnownOrders(db, [...new Set(strangers.flatMap(orderNamedBy))]),
  ]);
  const ordersOfOurs = new Set(knownOrders);
  const ledger = groupByPayment([...kept, ...lines, ...upcoming]);

  return lines.map((line) => {
    const attempt = line.type === 'refund' ? null : (attemptOf.get(line.key) ?? null);
    const ours: Ours = {
      attempt,
      refund: line.type === 'refund' ? (refundOf.get(line.key) ?? null) : null,
      orderId: orderNamedBy(line).find((id) => ordersOfOurs.has(id)) ?? null,
      seen: lookAround(line, ledger.get(line.paymentId) ?? [], ledger.get(attempt?.paymentId ?? '') ?? []),
    };
    return { line, verdict: compareLine(line, ours) };
  });
}

function keysOf(lines: readonly Line[], wanted: (line: Line) => boolean): string[] {
  return [...new Set(lines.filter(wanted).map((line) => line.key))];
}

function orderNamedBy(line: Line) {
  const parsed = orderIdSchema.safeParse(line.merchantOrderId);
  return parsed.success ? [parsed.data] : [];
}

function groupByPayment(lines: readonly Line[]): Map<string, Line[]> {
  const once = new Map(lines.map((line) => [line.id, line]));
  return Map.groupBy(once.values(), (line) => line.paymentId);
}

/** @param own what the ledger says of the payment that our books count as the attempt's charge */
function lookAround(line: Line, samePayment: readonly Line[], own: readonly Line[]): Seen {
  const isSameMovement = (other: Line) => other.type === line.type && other.key === line.key;
  return {
    earlier: samePayment.some((other) => isSameMovement(other) && isBefore(other, line)),
    charged: has(samePayment, 'charge'),
    reversed: has(samePayment, 'reversal'),
    refunded: samePayment.reduce((won, other) => won + (other.type === 'refund' ? other.amount : 0), 0),
    ownCharge: has(own, 'charge') && !has(own, 'reversal'),
  };
}

function has(lines: readonly Line[], type: Line['type']): boolean {
  return lines.some((line) => line.type === type);
}

/** Lines of one moment are told apart by their ids, `line_9` before `line_10`. */
const byId = new Intl.Collator('en', { numeric: true });

function isBefore(a: Line, b: Line): boolean {
  const difference = a.postedAt.getTime() - b.postedAt.getTime();
  return difference === 0 ? byId.compare(a.id, b.id) < 0 : difference < 0;
}
