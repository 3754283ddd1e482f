import { assertNever } from '../kernel/assert-never.ts';
import type { AttemptId, OrderId, RefundId } from '../kernel/ids.ts';
import { CURRENCY } from '../kernel/money.ts';
import type { CaseDetails, CaseKind, Explanation } from './contract.ts';

/** One movement of money in the provider's ledger. Amount in the currency's minor unit: whole won. */
export type Line = {
  id: string;
  type: 'charge' | 'refund' | 'reversal';
  paymentId: string;
  key: string;
  merchantOrderId: string;
  amount: number;
  currency: string;
  postedAt: Date;
};

export type OurAttempt = {
  id: AttemptId;
  orderId: OrderId;
  /** Whole won. */
  amount: number;
  status: string;
  /** The provider's payment that our books count as the attempt's charge. */
  paymentId: string | null;
};

export type OurRefund = {
  id: RefundId;
  orderId: OrderId;
  attemptId: AttemptId;
  /** Whole won. */
  amount: number;
  status: string;
  paymentId: string;
};

/** What the rest of the ledger says about what a line is about, as far as it has been read. */
export type Seen = {
  /** An earlier line tells of the same movement: the same payment's charge, or the same key's refund. */
  earlier: boolean;
  /** The line's payment has a charge, or its charge was taken back. */
  charged: boolean;
  reversed: boolean;
  /** What refunds gave back of the line's payment, in won. */
  refunded: number;
  /** The payment that our books count as the attempt's charge is charged and was not taken back. */
  ownCharge: boolean;
};

/** Our side of one line. */
export type Ours = {
  /** The attempt with the line's key. */
  attempt: OurAttempt | null;
  /** The refund with the line's key. */
  refund: OurRefund | null;
  /** The order that the line names, when it is one of ours. */
  orderId: OrderId | null;
  seen: Seen;
};

/** A difference, before it has a row. At most one case per kind and subject. */
export type Difference = {
  kind: CaseKind;
  subject: string;
  orderId: OrderId | null;
  attemptId: AttemptId | null;
  details: CaseDetails;
};

export type Verdict =
  | { kind: 'match'; because: Explanation }
  /** Our books do not hold the attempt as paid yet: the line is news of it. The case is opened if that changes nothing. */
  | { kind: 'news'; attemptId: AttemptId; otherwise: Difference }
  /** `surplus`: the line's charge is proven to be one too many, so it is given back without asking anybody. */
  | { kind: 'case'; case: Difference; surplus: { orderId: OrderId; attemptId: AttemptId } | null };

/** Compares one line with our books. */
export function compareLine(line: Line, ours: Ours): Verdict {
  switch (line.type) {
    case 'charge':
      return compareCharge(line, ours);
    case 'refund':
      return compareRefund(line, ours);
    case 'reversal':
      return compareReversal(line, ours);
    default:
      return assertNever(line.type);
  }
}

function compareCharge(line: Line, ours: Ours): Verdict {
  const { attempt, seen } = ours;
  if (seen.reversed) return match('reversal');
  if (attempt === null) return unknownKey(line, ours);
  if (seen.earlier) return differs('double', line, ours);
  if (attempt.status === 'paid' && attempt.paymentId !== line.paymentId) return compareSecond(line, ours);
  if (line.amount !== attempt.amount || line.currency !== CURRENCY) return differs('amount', line, ours);
  if (attempt.status === 'paid') return match('in_both_books');
  // A key that these books never sent, or money that is gone again: they have forgotten more than this line.
  if (attempt.status === 'created' || seen.refunded > 0) return differs('missing_here', line, ours);
  return { kind: 'news', attemptId: attempt.id, otherwise: difference('missing_here', line, ours) };
}

/** A charge beside the one that our books count: a surplus, once the ledger shows that the other one is real. */
function compareSecond(line: Line, ours: Ours): Verdict {
  const { attempt, seen } = ours;
  if (seen.refunded >= line.amount) return match('refund');
  const mayGoBack = attempt !== null && line.currency === CURRENCY && line.amount <= attempt.amount;
  const surplus = mayGoBack && seen.ownCharge ? { orderId: attempt.orderId, attemptId: attempt.id } : null;
  return { kind: 'case', case: difference('double', line, ours), surplus };
}

function compareRefund(line: Line, ours: Ours): Verdict {
  const { refund, seen } = ours;
  if (refund === null) return unknownKey(line, ours);
  if (refund.paymentId !== line.paymentId) return differs('missing_here', line, ours);
  if (seen.earlier) return differs('double', line, ours);
  if (line.amount !== refund.amount || line.currency !== CURRENCY) return differs('amount', line, ours);
  return match('in_both_books');
}

function compareReversal(line: Line, ours: Ours): Verdict {
  const { attempt, seen } = ours;
  if (attempt?.status === 'paid' && attempt.paymentId === line.paymentId) {
    return differs('missing_there', line, ours);
  }
  return attempt !== null || seen.charged ? match('reversal') : unknownKey(line, ours);
}

function unknownKey(line: Line, ours: Ours): Verdict {
  return differs(isKeyOfOurs(line.key) ? 'missing_here' : 'orphan', line, ours);
}

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const KEY_OF_OURS = new RegExp(`^(pay:${UUID}:\\d{1,9}|refund:${UUID}|refund:surplus:.+)$`);

/** Whether a key looks as if this shop had made it, whatever its books say. */
export function isKeyOfOurs(key: string): boolean {
  return KEY_OF_OURS.test(key);
}

function match(because: Explanation): Verdict {
  return { kind: 'match', because };
}

function differs(kind: CaseKind, line: Line, ours: Ours): Verdict {
  return { kind: 'case', case: difference(kind, line, ours), surplus: null };
}

function difference(kind: CaseKind, line: Line, { attempt, refund, orderId, seen }: Ours): Difference {
  const known = attempt ?? refund;
  return {
    kind,
    subject: kind === 'missing_there' && attempt ? attemptSubject(attempt.id) : lineSubject(line.id),
    orderId: known?.orderId ?? orderId,
    attemptId: attempt?.id ?? refund?.attemptId ?? null,
    details: {
      line: line.id,
      type: line.type,
      key: line.key,
      payment: line.paymentId,
      order: line.merchantOrderId,
      amount: line.amount,
      currency: line.currency,
      postedAt: line.postedAt.toISOString(),
      refunded: seen.refunded,
      ourStatus: known?.status ?? null,
      ourAmount: known?.amount ?? null,
      ourPayment: known?.paymentId ?? null,
    },
  };
}

function lineSubject(id: string): string {
  return `line:${id}`;
}

/** The id of the line that a case is about, or `null` when it is about something of ours. */
export function lineIdOf(subject: string): string | null {
  return subject.startsWith('line:') ? subject.slice('line:'.length) : null;
}

export function attemptSubject(id: AttemptId): string {
  return `attempt:${id}`;
}

export function refundSubject(id: RefundId): string {
  return `refund:${id}`;
}

/** Money that our books say has moved: a paid attempt, or a refund that succeeded. Times are the database's. */
export type OurMovement = {
  type: 'charge' | 'refund';
  /** `attempt:{id}` or `refund:{id}`. */
  subject: string;
  orderId: OrderId;
  attemptId: AttemptId;
  key: string;
  paymentId: string | null;
  /** Whole won. */
  amount: number;
  movedAt: Date;
  /** Whether the ledger has its line, and has not taken it back. */
  shown: boolean;
};

/**
 * How long a line may be missing before it counts as missing, in ms: the hour by which the provider posts late
 * (gateway/README.md, profile `hostile`), and another one for a payment that our books know before its provider has
 * finished it, for clocks that differ and for the reader's own pace.
 */
export const LATE_LINE_GRACE_MS = 2 * 3_600_000;

/** Judges money moved in our books against a ledger that has been read to its end. `scale` divides the grace. */
export function judgeUnmatched(ours: OurMovement, now: Date, scale: number): Difference | null {
  if (ours.shown || (now.getTime() - ours.movedAt.getTime()) * scale < LATE_LINE_GRACE_MS) return null;
  const { subject, orderId, attemptId, type, key, paymentId, amount, movedAt } = ours;
  return {
    kind: 'missing_there',
    subject,
    orderId,
    attemptId,
    details: { type, key, payment: paymentId, amount, movedAt: movedAt.toISOString() },
  };
}
