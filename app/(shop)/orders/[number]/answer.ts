import { z } from 'zod';

/** Why a button of the order page did nothing: a text of the catalogue's `order.answers` section. */
export const answerSchema = z.enum([
  'retryOver',
  'retryStillChecking',
  'retryTooMany',
  'tokenInvalid',
  'cancelNotPossible',
]);
export type Answer = z.infer<typeof answerSchema>;
