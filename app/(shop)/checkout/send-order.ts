import { TRPCClientError } from '@trpc/client';
import type { PlaceOrderResult } from '#server/orders/contract.ts';
import type { AppRouter } from '#server/trpc/root.ts';

export type OrderAnswer =
  | PlaceOrderResult
  /** This key belongs to an order with another content. */
  | { kind: 'key_reused' }
  /** The shop answered, and the answer was no: nothing was written. */
  | { kind: 'not_saved' }
  /** No answer that could be trusted: the order may or may not have been saved. */
  | { kind: 'lost' };

/** Sends an order and tells "no" from "no answer": only the shop itself can say no. */
export async function sendOrder(send: () => Promise<PlaceOrderResult>): Promise<OrderAnswer> {
  try {
    return await send();
  } catch (error) {
    // Without data the shop did not speak: the network did, or a proxy in between.
    if (!isShopError(error) || !error.data) return { kind: 'lost' };
    if (error.data.appCode === 'IDEMPOTENCY_KEY_REUSED') return { kind: 'key_reused' };
    return { kind: error.data.httpStatus < 500 ? 'not_saved' : 'lost' };
  }
}

function isShopError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
