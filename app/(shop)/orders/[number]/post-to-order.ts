import { TRPCError } from '@trpc/server';
import { type OrderNumber, orderNumberSchema } from '#server/kernel/ids.ts';
import { isOwnForm } from '../../../_http/own-origin.ts';
import { seeOther } from '../../../_http/see-other.ts';
import type { Answer } from './answer.ts';

export type OrderForm = { params: Promise<{ number: string }> };

/**
 * Answers a plain form of the order page, as browsers without JavaScript send it: acts, and shows the order again.
 * `act` resolves to what the page has to say because nothing was done, or to `null`. An order that is not this
 * browser's does not exist, here as on its page.
 */
export async function postToOrder(
  request: Request,
  { params }: OrderForm,
  act: (number: OrderNumber) => Promise<Answer | null>,
): Promise<Response> {
  if (!isOwnForm(request)) return new Response(null, { status: 403 });
  const number = orderNumberSchema.safeParse((await params).number);
  if (!number.success) return new Response(null, { status: 404 });
  const page = `/orders/${number.data}`;
  try {
    const answer = await act(number.data);
    return seeOther(answer === null ? page : `${page}?answer=${answer}`);
  } catch (error) {
    if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return seeOther(page);
    throw error;
  }
}
