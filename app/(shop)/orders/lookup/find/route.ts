import { lookUpInputSchema } from '#server/access/contract.ts';
import { isOwnForm, ownOrigin } from '../../../../_http/own-origin.ts';
import { seeOther } from '../../../../_http/see-other.ts';
import { caller } from '../../../../_trpc/server.ts';
import { keepAnswer, type LookUpAnswer } from '../last-answer.ts';

/** The lookup's plain form. The procedure it calls sets the order's cookie; a miss goes back to the form. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request)) return new Response(null, { status: 403 });
  const typed = lookUpInputSchema.safeParse(Object.fromEntries(await request.formData()));
  // The form's own fields are no longer than that.
  if (!typed.success) return new Response(null, { status: 400 });
  const { number, contact } = typed.data;
  const isSecure = ownOrigin(request).startsWith('https:');

  async function showAgain(answer: LookUpAnswer): Promise<Response> {
    await keepAnswer(answer, isSecure);
    // The fragment takes a keyboard and a screen reader to the answer, also without JavaScript.
    return seeOther('/orders/lookup#answer');
  }

  if (!number.trim() || !contact.trim()) return showAgain({ kind: 'missing', typed: typed.data });
  const result = await (await caller()).orders.lookUp({ number, contact });
  if (result.kind !== 'found') return showAgain({ ...result, typed: typed.data });
  await keepAnswer(null, isSecure);
  return seeOther(`/orders/${result.number}`);
}
