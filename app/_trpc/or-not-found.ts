import { TRPCError } from '@trpc/server';
import { notFound } from 'next/navigation';

/** What was asked for, or the page that says it does not exist. A malformed name exists as little as an unknown one. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      notFound();
    throw error;
  }
}
