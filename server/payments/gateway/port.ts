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
    /** Nothing happened, and the same key may be sent again. */
    | { kind: 'not_processed' }
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

export type PaymentGateway = {
  /** Charges the key. Gives up waiting after the configured time, which leaves the outcome `unknown`. */
  charge(request: ChargeRequest): Promise<PaymentNews>;
  /** Asks what became of a key. A key that the provider does not find is `unknown`: reads may lag. */
  findByKey(key: string): Promise<PaymentNews>;
  /** Asks that the key may never charge from now on. Answers `voided`, or the settled payment. */
  voidByKey(key: string): Promise<PaymentNews>;
};
