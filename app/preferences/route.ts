import { cookies } from 'next/headers';
import { isOwnForm, ownOrigin } from '../_http/own-origin.ts';
import { returnPath } from '../_http/return-path.ts';
import { seeOther } from '../_http/see-other.ts';
import { LOCALE_COOKIE, preferenceFormSchema } from '../_preferences/contract.ts';
import { plainPathOf } from '../_preferences/language-address.ts';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** Keeps one preference in its cookie and shows the same page again. */
export async function POST(request: Request): Promise<Response> {
  const preference = preferenceFormSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!isOwnForm(request) || !preference.success) return new Response(null, { status: 400 });
  const { cookie, value } = preference.data;
  (await cookies()).set(cookie, value, { maxAge: ONE_YEAR_S, path: '/', sameSite: 'lax' });
  const path = returnPath(request.headers.get('referer'), ownOrigin(request), '/');
  // An English address would go on deciding the language against the choice.
  return seeOther((cookie === LOCALE_COOKIE && plainPathOf(path)) || path);
}
