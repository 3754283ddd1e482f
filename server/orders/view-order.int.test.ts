import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { books } from '#db/schema/catalog.ts';
import { deliveryDay } from '../kernel/delivery-day.ts';
import { chargeAttempt } from '../payments/charge-attempt.ts';
import { answers, ScriptedGateway } from '../testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { cancelOrder } from './cancel-order.ts';
import { viewOrder, viewProgress } from './view-order.ts';

let shop: TestShop;
const gateway = new ScriptedGateway();
beforeAll(async () => {
  shop = await openTestShop();
  shop.ctx.gateway = gateway;
});
afterAll(() => shop.close());

/** Every payment needs an id of its own: one charge is given back at most once. */
const paid = (paymentId: string) => ({ ...answers.paid(20_000), paymentId });

/** An order of one book of 20,000 won, after the provider's first answer. */
async function orderAnswered(answer: Parameters<typeof gateway.plan.charge.push>[0]) {
  const bookId = await shop.addBook({ copies: 1 });
  const { buyerId, order, attemptId } = await shop.place(bookId);
  gateway.plan.charge.push(answer);
  await chargeAttempt(shop.ctx, attemptId);
  return { buyerId, bookId, number: order.number };
}

describe('an order whose money has come', () => {
  test('has its payment and the day on which it should arrive', async () => {
    const { buyerId, number } = await orderAnswered(paid('pay_1'));
    const { payment, points, progress } = await viewOrder(shop.ctx, buyerId, number);
    expect(payment).toEqual({ confirmedAt: expect.any(String), reference: 'pay_1' });
    expect(progress.deliverOn).toBe(deliveryDay(new Date(payment?.confirmedAt ?? '')));
    expect(points).toBe(1_000);
  });

  test('waits for the last of its books to come out', async () => {
    const { buyerId, number, bookId } = await orderAnswered(paid('pay_0'));
    await shop.db.update(books).set({ onSaleFrom: '2099-03-02' }).where(eq(books.id, bookId));
    const { deliverOn } = await viewProgress(shop.ctx, buyerId, number);
    expect(deliverOn).toBe('2099-03-03');
  });

  test('keeps its payment, and is delivered no more, when the money goes back', async () => {
    const { buyerId, number } = await orderAnswered(paid('pay_2'));
    const before = await viewOrder(shop.ctx, buyerId, number);
    await cancelOrder(shop.ctx, buyerId, number);
    const { payment, progress } = await viewOrder(shop.ctx, buyerId, number);
    expect(payment).toEqual(before.payment);
    expect(progress).toMatchObject({ phase: 'refunding', deliverOn: null, refund: { amount: 20_000 } });
  });
});

test.each([
  ['declined', answers.declined],
  ['not known', answers.timeout],
])('an order whose payment is %s has no payment to show and no day', async (_, answer) => {
  const { buyerId, number } = await orderAnswered(answer);
  const { payment, progress } = await viewOrder(shop.ctx, buyerId, number);
  expect([payment, progress.deliverOn]).toEqual([null, null]);
});

test('a poll’s answer is far below a kilobyte', async () => {
  const { buyerId, number } = await orderAnswered(paid('pay_3'));
  await cancelOrder(shop.ctx, buyerId, number);
  const progress = await viewProgress(shop.ctx, buyerId, number);
  expect(progress.refund).not.toBeNull();
  expect(JSON.stringify(progress).length).toBeLessThan(700);
});
