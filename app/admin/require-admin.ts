import { TRPCError } from '@trpc/server';
import { notFound, redirect } from 'next/navigation';

/** What an admin asked for; sends others to the login, and says that there is no such page where there is no admin. */
export async function requireAdmin<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TRPCError && error.code === 'NOT_FOUND') notFound();
    if (error instanceof TRPCError && error.code === 'UNAUTHORIZED') redirect('/admin/login');
    throw error;
  }
}
