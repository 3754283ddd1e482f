/**
 * What the shop asks of a payment provider, and every answer it can understand. Nothing outside this
 * folder knows a status code. A call never throws for an outcome: whatever cannot be read for certain is
 * `unknown`, because a missing answer is not a "no".
 */

/** The provider's words as they came, kept as evidence. */
export type ProviderAnswer = {
  /** Short code of what happened on the wire: `http_200`, `timeout`, `reset`, `refused`, `unreadable`. */
  detail: string;
  requestId: string | null;
  rawBody: string | null;
};

/** What one answer says about one key. Amounts in whole won. */
export type PaymentNews = ProviderAnswer &
  (
    | { kind: 'paid'; paymentId: string; amount: number; currency: string }
    | { kind: 'declined'; code: string }
    /** The key is a tombstone: it never charged and never will. */
    | { kind: 'voided' }
    /** The key was charged, and the money has gone back since. */
    | { kind: 'refunded'; paymentId: string; amount: number; currency: string }
    /** The provider says that nothing happened, and the same key may be sent again. */
    | { kind: 'not_processed' }
    /** No byte left: the connection was refused, or the breaker is open. */
    | { kind: 'not_sent' }
    | { kind: 'pending' }
    | { kind: 'unknown' }
  );

export type ChargeRequest = {
  /** The attempt's own key: the provider charges it at most once, however often it is sent. */
  key: string;
  merchantOrderId: string;
  /** Whole won. */
  amount: number;
  paymentToken: string;
};

/** What one answer says about one refund key. */
export type RefundNews = ProviderAnswer &
  (
    | { kind: 'succeeded'; refundId: string }
    /** The provider will not give this money back under this key: a person has to look. */
    | { kind: 'failed'; code: string }
    | { kind: 'not_processed' }
    | { kind: 'not_sent' }
    | { kind: 'pending' }
    | { kind: 'unknown' }
  );

export type RefundRequest = {
  /** The refund's own key: the provider gives its money back at most once, however often it is sent. */
  key: string;
  /** The provider's id of the charge. */
  paymentId: string;
  /** Whole won. */
  amount: number;
};

/** One movement of money in the provider's books. Amount in whole won, always positive. */
export type LedgerLine = {
  id: string;
  type: 'charge' | 'refund' | 'reversal';
  paymentId: string;
  /** The key of the charge or of the refund; a reversal carries the charge's. */
  key: string;
  merchantOrderId: string;
  amount: number;
  currency: string;
  postedAt: Date;
};

export type LedgerPage =
  | { kind: 'page'; lines: LedgerLine[]; nextCursor: string | null; hasMore: boolean }
  | { kind: 'unavailable'; detail: string };

export type PaymentGateway = {
  /** Whether a charge would be sent now: not while the provider is known to be away. */
  mayCharge(): boolean;
  /** Charges the key. Gives up waiting after the configured time, which leaves the outcome `unknown`. */
  charge(request: ChargeRequest): Promise<PaymentNews>;
  /** Asks what became of a key. A key that the provider does not find is `unknown`: reads may lag. */
  findByKey(key: string): Promise<PaymentNews>;
  /** Asks that the key may never charge from now on. Answers `voided`, or the settled payment. */
  voidByKey(key: string): Promise<PaymentNews>;
  /** Gives a charge's money back. Sending the same key again never gives it back twice. */
  refund(request: RefundRequest): Promise<RefundNews>;
  findRefundByKey(key: string): Promise<RefundNews>;
  /** Reads the provider's books in the order in which lines were posted, from a cursor or a moment on. */
  ledger(query: { from?: Date; to?: Date; cursor?: string }): Promise<LedgerPage>;
};
