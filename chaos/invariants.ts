import { attemptStatusSchema, isNegative, isSettled } from '#server/payments/contract.ts';
import type { Facts } from './facts.ts';
import type { LedgerLine } from './provider.ts';

/** Where an invariant does not hold: which order (or book, or row), and how. */
export type Violation = { subject: string; problem: string };
type Attempt = Facts['attempts'][number];
type Order = Facts['orders'][number];

/** I1: After everything settles, charges − refunds = the order's total if it is confirmed, else 0. */
function moneyMatchesOrders(facts: Facts): Violation[] {
  const inReview = ordersInReview(facts);
  return facts.orders.flatMap((order) => {
    if (inReview.has(order.id)) return [];
    const owed = order.status === 'confirmed' ? order.total : 0;
    const net = linesOf(facts, order).reduce((sum, line) => sum + signed(line), 0);
    return net === owed
      ? []
      : violation(order, `is ${order.status}, ${net} won were kept where ${owed} are due`);
  });
}

/**
 * I2: At most one unrefunded charge per order. A provider that charges one key twice may break this for a while;
 * two keys of ours must not hold money at the same time, not even until the ledger is read, unless the provider
 * itself had called the first one declined or voided.
 */
function atMostOneCharge(facts: Facts): Violation[] {
  const inReview = ordersInReview(facts);
  const denied = deniedKeys(facts);
  return facts.orders.flatMap((order) => {
    const open = new Map<string, { key: string; amount: number }>();
    for (const { payment_id, idempotency_key, ...line } of linesOf(facts, order)) {
      const before = open.get(payment_id);
      const rival = [...open.values()].find(({ key }) => key !== idempotency_key && !denied.has(key));
      if (line.type === 'charge' && rival) {
        return violation(order, `was charged as ${idempotency_key} while ${rival.key} held its money`);
      }
      const amount = (before?.amount ?? 0) + signed(line);
      if (amount === 0) open.delete(payment_id);
      else open.set(payment_id, { key: before?.key ?? idempotency_key, amount });
    }
    if (open.size <= 1 || inReview.has(order.id)) return [];
    return violation(order, `was charged ${open.size} times: ${[...open.keys()].join(', ')}`);
  });
}

/** Keys that the provider has called declined or voided in so many words, whatever it did. */
function deniedKeys({ attempts, evidence }: Facts): Set<string> {
  const denied = new Set(evidence.filter(saysNo).map(({ attemptId }) => attemptId));
  return new Set(attempts.filter(({ id }) => denied.has(id)).map(({ key }) => key));
}

function saysNo({ rawBody, refundId }: Facts['evidence'][number]): boolean {
  return refundId === null && /"status":"(declined|voided)"/.test(rawBody ?? '');
}

/** I3: Starting stock = on the shelf + held + sold, none of them ever negative. */
function stockIsConserved(facts: Facts): Violation[] {
  const oversold = facts.seenNegative.map((bookId) => ({
    subject: `book ${bookId}`,
    problem: 'was promised more often than there are copies',
  }));
  const unbalanced = facts.stock.flatMap(({ bookId, received, available, held, sold }) => {
    const copies = facts.copies.find((book) => book.bookId === bookId)?.copies;
    if (copies === undefined) return [];
    const whole = available + held + sold === copies && received === copies;
    if (whole && Math.min(available, held, sold) >= 0) return [];
    const parts = `${available} on the shelf + ${held} held + ${sold} sold`;
    return [{ subject: `book ${bookId}`, problem: `${parts}, where ${copies} came in` }];
  });
  return [...oversold, ...unbalanced];
}

/** I4: No release of stock while any attempt is live or unknown. */
function noEarlyRelease(facts: Facts): Violation[] {
  const attempts = groupBy(facts.attempts, ({ orderId }) => orderId);
  const history = groupBy(facts.transitions, ({ subject, subjectId }) => `${subject} ${subjectId}`);
  const released = new Set(
    facts.reservations.filter(({ status }) => status === 'released').map(({ orderId }) => orderId),
  );
  return facts.orders.flatMap((order) => {
    const problems: Violation[] = [];
    if (facts.releasedWhileLive.includes(order.id)) {
      problems.push(...violation(order, 'gave its copies back while an attempt could still charge'));
    }
    const end = (history.get(`order ${order.id}`) ?? []).find(({ to }) => to === 'cancelled');
    if (released.has(order.id) && !end) {
      problems.push(...violation(order, `is ${order.status} and has given its copies back`));
    }
    for (const attempt of end ? (attempts.get(order.id) ?? []) : []) {
      const before = (history.get(`attempt ${attempt.id}`) ?? []).filter(({ id }) => id < (end?.id ?? 0));
      const was = before.at(-1)?.to ?? 'created';
      if (!isNegative(attemptStatusSchema.parse(was))) {
        problems.push(...violation(order, `was cancelled while its attempt ${attempt.number} was ${was}`));
      }
    }
    return problems;
  });
}

/** I5: Same client key → same order; with another body → an error and no rows. */
function oneOrderPerKey(facts: Facts): Violation[] {
  const stored = groupBy(facts.orders, ({ buyer, clientKey }) => `${buyer} ${clientKey}`);
  const asked = groupBy(facts.placements, ({ buyer, clientKey }) => `${buyer} ${clientKey}`);
  const problems: Violation[] = [];
  for (const [key, orders] of stored) {
    if (orders.length > 1) {
      const numbers = orders.map(({ number }) => number).join(', ');
      problems.push({ subject: `key ${key}`, problem: `has ${orders.length} orders: ${numbers}` });
    }
    if (!asked.has(key)) problems.push(...orders.flatMap((order) => violation(order, 'nobody asked for it')));
  }
  for (const [key, requests] of asked) {
    const [order] = stored.get(key) ?? [];
    const numbers = new Set(requests.flatMap(({ number }) => number ?? []));
    if (numbers.size > 1) {
      problems.push({ subject: `key ${key}`, problem: `was answered with ${[...numbers].join(' and ')}` });
    }
    for (const number of numbers) {
      if (number !== order?.number) problems.push({ subject: `order ${number}`, problem: 'has no row' });
    }
    const bodies = new Set(requests.filter(({ number }) => number !== null).map(({ body }) => body));
    if (bodies.size > 1) {
      problems.push({ subject: `key ${key}`, problem: 'was accepted with two different contents' });
    }
  }
  return problems;
}

/** I6: No page ever said "failed", "not charged" or "cancelled" before it was proven. */
function noPageLied(facts: Facts): Violation[] {
  const orders = new Map(facts.orders.map((order) => [order.number, order]));
  const attempts = groupBy(facts.attempts, ({ orderId }) => orderId);
  const findings = groupBy(facts.evidence, ({ attemptId }) => attemptId);
  return facts.pages.flatMap(({ number, phase, attempt: newest, at }) => {
    if (phase !== 'declined' && phase !== 'not_charged' && phase !== 'cancelled') return [];
    const order = orders.get(number);
    if (!order) return [{ subject: `order ${number}`, problem: 'was shown and does not exist' }];
    return (attempts.get(order.id) ?? [])
      .filter((attempt) => attempt.number <= newest)
      .filter((attempt) => !wasProvenNegative(facts, attempt, findings.get(attempt.id) ?? [], at))
      .flatMap((attempt) =>
        violation(order, `a page said ${phase} before attempt ${attempt.number} was proven not to charge`),
      );
  });
}

/**
 * Whether, at a moment, an attempt was ruled out to move money by the provider's own books (the key is declined or
 * voided there) or by its explicit words (it named the key declined or voided, or answered each sending of it with
 * "nothing happened"), or because nothing was ever sent.
 */
function wasProvenNegative(
  { truth }: Facts,
  { key }: Attempt,
  evidence: Facts['evidence'],
  at: number,
): boolean {
  const before = evidence.filter((row) => row.at <= at && row.refundId === null);
  if (before.some(saysNo)) return true;
  const payments = truth.payments.filter((payment) => payment.key === key);
  if (payments.length > 0) {
    return payments.every(
      ({ status, settled_at }) =>
        (status === 'declined' || status === 'voided') && settled_at !== null && settled_at <= at,
    );
  }
  const sendings = before.filter(({ finding }) => finding === 'send_claimed').length;
  const harmless = before.filter(({ finding, rawBody }) =>
    finding === 'not_processed' ? rawBody?.includes('"processed":false') : isUnsent(finding),
  ).length;
  return harmless >= sendings;
}

/** The connection was refused or the breaker was open: no byte of the claimed sending has left. */
function isUnsent(finding: string): boolean {
  return finding === 'not_sent';
}

/**
 * I7: Every attempt and refund ends, or is in review with a deadline; in review only when a person is needed.
 */
function everythingEnds(facts: Facts): Violation[] {
  const numbers = numbersOf(facts);
  const open = (what: string, { status, reviewDueAt }: { status: string; reviewDueAt: number | null }) => {
    if (status === 'review' && reviewDueAt === null) return [`${what} is in review without a deadline`];
    if (status === 'review' && facts.needsPerson) return [];
    return [`${what} is still ${status}`];
  };
  return [
    ...facts.attempts
      .filter(({ status }) => !isSettled(status))
      .flatMap((attempt) =>
        open(`attempt ${attempt.number}`, attempt).map((problem) => ({ ...attempt, problem })),
      ),
    ...facts.refunds
      .filter(({ status }) => status !== 'succeeded')
      .flatMap((refund) => open(`refund ${refund.key}`, refund).map((problem) => ({ ...refund, problem }))),
    ...facts.orders
      .filter(({ id, status }) => status === 'placed' && !ordersInReview(facts).has(id))
      .map(({ id }) => ({ orderId: id, problem: 'is still placed' })),
  ].map(({ orderId, problem }) => ({ subject: `order ${numbers.get(orderId)}`, problem }));
}

/** I8: Every transition names its actor and evidence, and no status changed without one. */
function everyChangeIsExplained(facts: Facts): Violation[] {
  const numbers = numbersOf(facts);
  const evidence = new Map(facts.evidence.map((row) => [row.id, row]));
  const problems: Violation[] = [];
  const complain = (orderId: string, problem: string) =>
    problems.push({ subject: `order ${numbers.get(orderId)}`, problem });
  for (const { subject, orderId, to, actor, evidenceId } of facts.transitions) {
    if (actor === '') complain(orderId, `${subject} became ${to} by nobody`);
    if (evidenceId === null || !evidence.get(evidenceId)?.actor) {
      complain(orderId, `${subject} became ${to} without evidence`);
    }
  }
  const histories = groupBy(facts.transitions, ({ subject, subjectId }) => `${subject} ${subjectId}`);
  const compare = (subject: string, orderId: string, id: string, first: string | null, status: string) => {
    let at = first;
    for (const { from, to } of histories.get(`${subject} ${id}`) ?? []) {
      if (from !== at) complain(orderId, `${subject} moved from ${from} to ${to} while it was ${at}`);
      at = to;
    }
    if (at !== status) complain(orderId, `${subject} is ${status}, its last transition says ${at}`);
  };
  for (const { id, status } of facts.orders) compare('order', id, id, 'placed', status);
  for (const { id, orderId, status } of facts.attempts) compare('attempt', orderId, id, null, status);
  for (const { id, orderId, status } of facts.refunds) compare('refund', orderId, id, null, status);
  return problems;
}

/** I9: Every committed order gets its workflow, even if the event is lost; nothing that is owed stays owed. */
function nothingIsForgotten(facts: Facts): Violation[] {
  const numbers = numbersOf(facts);
  const worked = new Set(
    facts.evidence.filter(({ finding }) => finding !== 'asked_to_pay').map(({ attemptId }) => attemptId),
  );
  return [
    ...facts.attempts
      .filter(({ id }) => !worked.has(id))
      .map(({ orderId, number }) => ({
        subject: `order ${numbers.get(orderId)}`,
        problem: `nobody has taken up its attempt ${number}`,
      })),
    ...facts.unsentEvents.map(({ id, name, data }) => ({
      subject: data.orderId ? `order ${numbers.get(data.orderId)}` : `event ${id}`,
      problem: `${name} was never sent`,
    })),
  ];
}

/** I10: Our books against the provider's ledger: no difference, or a named case for each. */
function booksAgree(facts: Facts): Violation[] {
  const attempts = new Map(facts.attempts.map((attempt) => [attempt.key, attempt]));
  const refunds = new Map(facts.refunds.map((refund) => [refund.key, refund]));
  const cases = new Set(facts.cases.map(({ subject }) => subject));
  const lines = facts.truth.ledger;
  const has = (type: LedgerLine['type'], payment: string | null) =>
    lines.some((line) => line.type === type && line.payment_id === payment);
  const problems: Violation[] = [];

  for (const line of lines) {
    if (cases.has(`line:${line.id}`) || line.type === 'reversal') continue;
    if (line.type === 'charge') {
      const attempt = attempts.get(line.idempotency_key);
      const isOurs = attempt?.status === 'paid' && attempt.paymentId === line.payment_id;
      if (has('reversal', line.payment_id) || (isOurs && attempt.amount === line.amount_minor)) continue;
    } else {
      const refund = refunds.get(line.idempotency_key);
      if (refund?.status === 'succeeded' && refund.amount === line.amount_minor) continue;
    }
    const problem = `the ledger's ${line.id} (${line.type} of ${line.amount_minor}) is not in our books`;
    problems.push({ subject: `order ${numbersOf(facts).get(line.merchant_order_id)}`, problem });
  }
  for (const { id, orderId, status, paymentId, number } of facts.attempts) {
    if (status !== 'paid' || cases.has(`attempt:${id}`)) continue;
    if (has('charge', paymentId) && !has('reversal', paymentId)) continue;
    const problem = `the ledger does not have the payment of attempt ${number}`;
    problems.push({ subject: `order ${numbersOf(facts).get(orderId)}`, problem });
  }
  for (const { id, orderId, status, key } of facts.refunds) {
    if (status !== 'succeeded' || cases.has(`refund:${id}`)) continue;
    if (lines.some((line) => line.type === 'refund' && line.idempotency_key === key)) continue;
    const problem = `the ledger does not have the refund ${key}`;
    problems.push({ subject: `order ${numbersOf(facts).get(orderId)}`, problem });
  }
  return problems;
}

/** I11: No transaction is open while the provider is called. */
function noTransactionDuringCalls(facts: Facts): Violation[] {
  return facts.callsInsideTransaction.map((call) => ({
    subject: call,
    problem: 'was made inside a transaction',
  }));
}

/** I12: The database refuses illegal transitions, whatever the code asks for. */
function databaseRefuses(facts: Facts): Violation[] {
  return facts.acceptedIllegalChanges.map((change) => ({ subject: change, problem: 'was accepted' }));
}

/** The check of each invariant: returns where it does not hold. */
export const INVARIANTS = {
  I1: moneyMatchesOrders,
  I2: atMostOneCharge,
  I3: stockIsConserved,
  I4: noEarlyRelease,
  I5: oneOrderPerKey,
  I6: noPageLied,
  I7: everythingEnds,
  I8: everyChangeIsExplained,
  I9: nothingIsForgotten,
  I10: booksAgree,
  I11: noTransactionDuringCalls,
  I12: databaseRefuses,
} as const satisfies Record<string, (facts: Facts) => Violation[]>;
export type InvariantName = keyof typeof INVARIANTS;

function violation({ number }: Order, problem: string): Violation[] {
  return [{ subject: `order ${number}`, problem }];
}

/** Orders of which a person has to decide something: their money is not settled yet, and says so. */
function ordersInReview({ attempts, refunds }: Pick<Facts, 'attempts' | 'refunds'>): Set<string> {
  const waiting = [...attempts, ...refunds].filter(({ status }) => status === 'review');
  return new Set(waiting.map(({ orderId }) => orderId));
}

function numbersOf({ orders }: Facts): Map<string, string> {
  return new Map(orders.map(({ id, number }) => [id, number]));
}

function linesOf({ truth }: Facts, { id }: Order): LedgerLine[] {
  return truth.ledger.filter((line) => line.merchant_order_id === id);
}

function signed({ type, amount_minor }: Pick<LedgerLine, 'type' | 'amount_minor'>): number {
  return type === 'charge' ? amount_minor : -amount_minor;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  return Map.groupBy(items, keyOf);
}
