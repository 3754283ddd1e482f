import { TRPCError } from '@trpc/server';
import { isOwnForm } from '../../_http/own-origin.ts';
import { seeOther } from '../../_http/see-other.ts';
import { caller } from '../../_trpc/server.ts';

/** The login's plain form. The procedure it calls sets the cookie. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request)) return new Response(null, { status: 403 });
  const password = (await request.formData()).get('password');
  try {
    await (await caller()).admin.login({ password: typeof password === 'string' ? password : '' });
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === 'NOT_FOUND') return new Response(null, { status: 404 });
    if (error.code === 'UNAUTHORIZED' || error.code === 'BAD_REQUEST')
      return seeOther('/admin/login?wrong=1');
    throw error;
  }
  return seeOther('/admin/payments');
}
