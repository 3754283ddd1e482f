import { z } from 'zod';
import type { RetryPaymentResult } from '#server/orders/contract.ts';

/** Why a button of the order page did nothing: a text of the catalogue's `order.answers` section. */
export const answerSchema = z.enum([
  'retryOver',
  'retryStillChecking',
  'retryTooMany',
  'tokenInvalid',
  'cancelNotPossible',
]);
export type Answer = z.infer<typeof answerSchema>;

type Refusal = Extract<RetryPaymentResult, { kind: 'not_possible' }>['reason'];

export const RETRY_ANSWERS = {
  over: 'retryOver',
  still_checking: 'retryStillChecking',
  too_many: 'retryTooMany',
} as const satisfies Record<Refusal, Answer>;
