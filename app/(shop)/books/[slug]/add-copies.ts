import { TRPCClientError } from '@trpc/client';
import type { BookId } from '#server/kernel/ids.ts';
import type { AppRouter } from '#server/trpc/root.ts';
import { shop } from '../../../_trpc/shop.ts';

/** What became of a wish for more copies; `copies` is how many the whole cart holds now. */
export type AddAnswer =
  | { kind: 'added'; copies: number; capped: boolean }
  | { kind: 'full' }
  | { kind: 'failed' };

/** Adds copies of a book to the cart. Never rejects: an answer that does not come counts as failed. */
export async function addCopies(bookId: BookId, quantity: number): Promise<AddAnswer> {
  try {
    const { copies, capped } = await shop.cart.add.mutate({ bookId, quantity });
    return { kind: 'added', copies, capped };
  } catch (error) {
    return { kind: isRefusal(error) && error.data?.appCode === 'CART_FULL' ? 'full' : 'failed' };
  }
}

function isRefusal(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
