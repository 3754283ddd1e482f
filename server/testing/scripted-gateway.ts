import type { ChargeRequest, PaymentGateway, PaymentNews } from '../payments/gateway/port.ts';

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
} as const satisfies Record<string, PaymentNews | ((amount: number) => PaymentNews)>;

type Answer = PaymentNews | Error | (() => Promise<PaymentNews>);

/** A provider that answers from lists, in order, and keeps every call. An unplanned call fails the test. */
export class ScriptedGateway implements PaymentGateway {
  readonly charges: ChargeRequest[] = [];
  readonly questions: string[] = [];
  readonly voids: string[] = [];
  readonly plan: { charge: Answer[]; findByKey: Answer[]; voidByKey: Answer[] } = {
    charge: [],
    findByKey: [],
    voidByKey: [],
  };

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
}

async function next(plan: Answer[], call: string): Promise<PaymentNews> {
  const answer = plan.shift();
  if (!answer) throw new Error(`unplanned call: ${call}`);
  if (answer instanceof Error) throw answer;
  return typeof answer === 'function' ? answer() : answer;
}
