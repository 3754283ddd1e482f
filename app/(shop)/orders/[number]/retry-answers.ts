import type { RetryPaymentResult } from '#server/orders/contract.ts';
import type { Answer } from './answer.ts';

type Refusal = Extract<RetryPaymentResult, { kind: 'not_possible' }>['reason'];

/** What to say when a refused payment could not be tried again. */
export const RETRY_ANSWERS = {
  over: 'retryOver',
  still_checking: 'retryStillChecking',
  too_many: 'retryTooMany',
} as const satisfies Record<Refusal, Answer>;
