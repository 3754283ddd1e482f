import type {
  ChargeRequest,
  LedgerPage,
  PaymentGateway,
  PaymentNews,
  RefundNews,
  RefundRequest,
} from '../payments/gateway/port.ts';

const seen = { detail: 'scripted', requestId: 'req_test', rawBody: '{}' };

/** Answers that tests hand to a `ScriptedGateway`. */
export const answers = {
  paid: (amount: number): PaymentNews => ({
    kind: 'paid',
    paymentId: 'pay_1',
    amount,
    currency: 'KRW',
    ...seen,
  }),
  declined: { kind: 'declined', code: 'insufficient_funds', ...seen },
  voided: { kind: 'voided', ...seen },
  pending: { kind: 'pending', ...seen },
  notProcessed: { kind: 'not_processed', ...seen },
  timeout: { kind: 'unknown', ...seen, detail: 'timeout' },
  notFound: { kind: 'unknown', ...seen, detail: 'http_404' },
  notSent: { kind: 'not_sent', ...seen, detail: 'refused' },
} as const satisfies Record<string, PaymentNews | ((amount: number) => PaymentNews)>;

export const refundAnswers = {
  succeeded: { kind: 'succeeded', refundId: 'ref_1', ...seen },
  failed: { kind: 'failed', code: 'account_closed', ...seen },
  pending: { kind: 'pending', ...seen },
  notProcessed: { kind: 'not_processed', ...seen },
  notSent: { kind: 'not_sent', ...seen, detail: 'refused' },
  timeout: { kind: 'unknown', ...seen, detail: 'timeout' },
  notFound: { kind: 'unknown', ...seen, detail: 'http_404' },
} as const satisfies Record<string, RefundNews>;

type Answer<News> = News | Error | (() => Promise<News>);

/** A provider that answers from lists, in order, and keeps every call. An unplanned call fails the test. */
export class ScriptedGateway implements PaymentGateway {
  readonly charges: ChargeRequest[] = [];
  readonly questions: string[] = [];
  readonly voids: string[] = [];
  readonly refunds: RefundRequest[] = [];
  readonly plan: {
    charge: Answer<PaymentNews>[];
    findByKey: Answer<PaymentNews>[];
    voidByKey: Answer<PaymentNews>[];
    refund: Answer<RefundNews>[];
    findRefundByKey: Answer<RefundNews>[];
    ledger: Answer<LedgerPage>[];
  } = {
    charge: [],
    findByKey: [],
    voidByKey: [],
    refund: [],
    findRefundByKey: [],
    ledger: [],
  };

  /** Whether the breaker is closed. */
  awake = true;

  mayCharge(): boolean {
    return this.awake;
  }

  charge(request: ChargeRequest): Promise<PaymentNews> {
    this.charges.push(request);
    return next(this.plan.charge, 'charge');
  }

  findByKey(key: string): Promise<PaymentNews> {
    this.questions.push(key);
    return next(this.plan.findByKey, 'findByKey');
  }

  voidByKey(key: string): Promise<PaymentNews> {
    this.voids.push(key);
    return next(this.plan.voidByKey, 'voidByKey');
  }

  refund(request: RefundRequest): Promise<RefundNews> {
    this.refunds.push(request);
    return next(this.plan.refund, 'refund');
  }

  findRefundByKey(): Promise<RefundNews> {
    return next(this.plan.findRefundByKey, 'findRefundByKey');
  }

  /** The cron that reconciles reads the ledger whenever a test moves the clock: without a plan it is not there. */
  async ledger(): Promise<LedgerPage> {
    if (this.plan.ledger.length === 0) return { kind: 'unavailable', detail: 'not_scripted' };
    return next(this.plan.ledger, 'ledger');
  }
}

async function next<News extends object>(plan: Answer<News>[], call: string): Promise<News> {
  const answer = plan.shift();
  if (!answer) throw new Error(`unplanned call: ${call}`);
  if (answer instanceof Error) throw answer;
  return typeof answer === 'function' ? answer() : answer;
}
