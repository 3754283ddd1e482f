import type { APIRequestContext } from '@playwright/test';
import { seedBookId } from '#db/seed/seed-book.ts';
import { placeOrderResultSchema } from '#server/orders/contract.ts';
import { priceOrder } from '#server/orders/rules.ts';
import { orderFor } from '#server/testing/order-request.ts';

interface Wish {
  /** The book at its price in won, as the seed has it. */
  book: { slug: string; salePrice: number };
  quantity: number;
  paymentToken: string;
}

/** Orders as the checkout does, without its page: for stories that begin after it. Resolves to the order's number. */
export async function orderByRequest(request: APIRequestContext, wish: Wish): Promise<string> {
  const { book, quantity, paymentToken } = wish;
  const order = orderFor([{ bookId: seedBookId(book.slug), quantity }], {
    expectedTotal: priceOrder([{ unitPrice: book.salePrice, quantity }]).total,
    paymentToken,
  });
  const answer = await request.post('/api/trpc/orders.place', { data: order });
  if (!answer.ok()) throw new Error(`not placed: ${answer.status()} ${await answer.text()}`);
  const placed = placeOrderResultSchema.parse((await answer.json()).result.data);
  if (placed.kind !== 'placed') throw new Error(`not placed: ${placed.kind}`);
  return placed.orderNumber;
}

/** Asks to cancel an order of the same browser, without its page. */
export async function cancelByRequest(request: APIRequestContext, number: string): Promise<void> {
  const answer = await request.post('/api/trpc/orders.cancel', { data: { number } });
  if (!answer.ok()) throw new Error(`not cancelled: ${answer.status()} ${await answer.text()}`);
}
