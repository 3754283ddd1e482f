import { cookies } from 'next/headers';
import { z } from 'zod';
import { lookUpInputSchema } from '#server/access/contract.ts';

/** Where the form posts to and is shown: nobody else is sent the cookie. */
const PATH = '/orders/lookup';
const COOKIE = 'order_lookup';
/** Long enough to be shown once after the redirect, short enough for a shared computer; in seconds. */
const KEPT_FOR_S = 60;

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missing'), typed: lookUpInputSchema }),
  z.object({ kind: z.literal('not_found'), typed: lookUpInputSchema }),
  z.object({ kind: z.literal('limited'), typed: lookUpInputSchema, retryAfterS: z.number().positive() }),
]);
/** Why the form is shown again, and what was typed into it. */
export type LookUpAnswer = z.infer<typeof answerSchema>;

/**
 * Carries an answer from the form's post to the page that shows it. In a cookie, because an e-mail address has no
 * business in an address bar, a history or a server's log. `null` forgets it. Works in route handlers only.
 */
export async function keepAnswer(answer: LookUpAnswer | null, secure: boolean): Promise<void> {
  (await cookies()).set(COOKIE, JSON.stringify(answer), {
    maxAge: answer === null ? 0 : KEPT_FOR_S,
    path: PATH,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
}

/** The answer to the form's last post, or `null`: also for a cookie that somebody else wrote. */
export async function readAnswer(): Promise<LookUpAnswer | null> {
  const text = (await cookies()).get(COOKIE)?.value ?? '';
  try {
    return answerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
