import { z } from 'zod';
import { retryPaymentInputSchema } from '#server/orders/contract.ts';
import { caller } from '../../../../_trpc/server.ts';
import { type OrderForm, postToOrder } from '../post-to-order.ts';
import { RETRY_ANSWERS } from '../retry-answers.ts';

const formSchema = retryPaymentInputSchema.omit({ number: true }).extend({
  afterAttempt: z.coerce.number().pipe(retryPaymentInputSchema.shape.afterAttempt),
});

/** The plain form of "pay again": the procedure decides whether that is proven to be safe. */
export function POST(request: Request, form: OrderForm): Promise<Response> {
  return postToOrder(request, form, async (number) => {
    const wish = formSchema.safeParse(Object.fromEntries(await request.formData()));
    if (!wish.success) return 'tokenInvalid';
    const result = await (await caller()).orders.retryPayment({ number, ...wish.data });
    return result.kind === 'not_possible' ? RETRY_ANSWERS[result.reason] : null;
  });
}
