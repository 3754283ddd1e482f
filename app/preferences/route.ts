import { cookies } from 'next/headers';
import { isOwnForm, ownOrigin } from '../_http/own-origin.ts';
import { returnPath } from '../_http/return-path.ts';
import { seeOther } from '../_http/see-other.ts';
import { preferenceFormSchema } from '../_preferences/contract.ts';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** Keeps one preference in its cookie and shows the same page again. */
export async function POST(request: Request): Promise<Response> {
  const preference = preferenceFormSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!isOwnForm(request) || !preference.success) return new Response(null, { status: 400 });
  const { cookie, value } = preference.data;
  (await cookies()).set(cookie, value, { maxAge: ONE_YEAR_S, path: '/', sameSite: 'lax' });
  return seeOther(returnPath(request.headers.get('referer'), ownOrigin(request), '/'));
}
