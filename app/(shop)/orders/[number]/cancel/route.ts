import { caller } from '../../../../_trpc/server.ts';
import { type OrderForm, postToOrder } from '../post-to-order.ts';

/** The plain form of "cancel": the procedure decides what that does now. */
export function POST(request: Request, form: OrderForm): Promise<Response> {
  return postToOrder(request, form, async (number) => {
    const { kind } = await (await caller()).orders.cancel({ number });
    return kind === 'not_possible' ? 'cancelNotPossible' : null;
  });
}
