import { TRPCClientError } from '@trpc/client';
import { type PlaceOrderResult, placeOrderResultSchema } from '#server/orders/contract.ts';
import type { AppRouter } from '#server/trpc/root.ts';

export type OrderAnswer =
  | PlaceOrderResult
  /** This key belongs to an order with another content. */
  | { kind: 'key_reused' }
  /** The shop answered, and the answer was no: nothing was written. */
  | { kind: 'not_saved' }
  /** The shop no longer takes what this page sends, because it is newer than the page: nothing was written. */
  | { kind: 'outdated' }
  /** The shop says something that this page is too old to know: the order may or may not have been saved. */
  | { kind: 'not_understood' }
  /** No answer that could be trusted: the order may or may not have been saved. */
  | { kind: 'lost' };

/** A request that does not fit, or that nobody takes any more. The form was checked against the same contract. */
const OUTDATED_STATUSES = [400, 404];

/** Sends an order and tells "no" from "no answer": only the shop itself can say no. */
export async function sendOrder(send: () => Promise<unknown>): Promise<OrderAnswer> {
  try {
    const answer = placeOrderResultSchema.safeParse(await send());
    return answer.success ? answer.data : { kind: 'not_understood' };
  } catch (error) {
    // Without data the shop did not speak: the network did, or a proxy in between.
    if (!isShopError(error) || !error.data) return { kind: 'lost' };
    const { appCode, httpStatus } = error.data;
    if (appCode === 'IDEMPOTENCY_KEY_REUSED') return { kind: 'key_reused' };
    if (appCode === null && OUTDATED_STATUSES.includes(httpStatus)) return { kind: 'outdated' };
    return { kind: httpStatus < 500 ? 'not_saved' : 'lost' };
  }
}

function isShopError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
