import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cartLines } from '#db/schema/cart.ts';
import { books } from '#db/schema/catalog.ts';
import { orders, reservations } from '#db/schema/orders.ts';
import { outbox } from '#db/schema/outbox.ts';
import { attempts } from '#db/schema/payments.ts';
import { addToCart } from '../cart/add-to-cart.ts';
import { AppError } from '../errors.ts';
import { attemptIdSchema, bookIdSchema } from '../kernel/ids.ts';
import { orderFor } from '../testing/order-request.ts';
import { newBuyer, openTestShop, type TestShop } from '../testing/test-shop.ts';
import { cancelOrder } from './cancel-order.ts';
import type { PlaceOrderInput } from './contract.ts';
import { placeOrder } from './place-order.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

describe('placing an order', () => {
  test('commits order, lines, reservation, attempt and event together, and takes the stock', async () => {
    const bookId = await shop.addBook({ copies: 3 });
    const { order, attempt } = await shop.place(bookId, orderFor([{ bookId, quantity: 2 }]));

    expect(order).toMatchObject({ status: 'placed', total: 40_000, shipping: 0, version: 1 });
    expect(attempt).toMatchObject({
      status: 'created',
      amount: 40_000,
      providerKey: `pay:${order.id}:1`,
      sends: 0,
    });
    expect(await shop.available(bookId)).toBe(1);
    const held = await shop.db.select().from(reservations).where(eq(reservations.orderId, order.id));
    expect(held).toEqual([{ orderId: order.id, bookId, quantity: 2, status: 'held' }]);
    const owed = await shop.db.select().from(outbox);
    expect(owed.map((event) => event.data)).toContainEqual({ orderId: order.id, attemptId: attempt.id });
    expect(await shop.story(attempt.id)).toEqual(['attempt - -> created']);
  });

  test('empties the cart of what was ordered, and of nothing else', async () => {
    const [ordered, kept] = [await shop.addBook({ copies: 3 }), await shop.addBook({ copies: 3 })];
    const buyerId = newBuyer();
    await addToCart(shop.ctx, buyerId, { bookId: ordered, quantity: 1 });
    await addToCart(shop.ctx, buyerId, { bookId: kept, quantity: 1 });
    await shop.place(ordered, {}, buyerId);
    const left = await shop.db.select().from(cartLines).where(eq(cartLines.buyerId, buyerId));
    expect(left.map((line) => line.bookId)).toEqual([kept]);
  });

  test('charges the price of the database: another expected total is refused with the true one', async () => {
    const bookId = await shop.addBook({ copies: 3 });
    const before = await shop.countRows();
    const result = await placeOrder(
      shop.ctx,
      newBuyer(),
      orderFor([{ bookId, quantity: 1 }], { expectedTotal: 100 }),
    );
    expect(result).toEqual({
      kind: 'price_changed',
      total: 20_000,
      prices: [{ bookId, unitPrice: 20_000 }],
    });
    expect(await shop.countRows()).toEqual(before);
  });

  test('keeps what the shopper asks of the courier', async () => {
    const bookId = await shop.addBook({ copies: 1 });
    const { contact } = orderFor([]);
    const { order } = await shop.place(bookId, { contact: { ...contact, deliveryNote: '문 앞에' } });
    expect(order.deliveryNote).toBe('문 앞에');
  });

  test('adds delivery below the free limit', async () => {
    const bookId = await shop.addBook({ copies: 1, price: 9_000 });
    const { order } = await shop.place(bookId, { expectedTotal: 12_000 });
    expect(order).toMatchObject({ itemsTotal: 9_000, shipping: 3_000, total: 12_000 });
  });

  test('asks once for the copies of a book that stands on two lines', async () => {
    const bookId = await shop.addBook({ copies: 3 });
    const twice = [
      { bookId, quantity: 2 },
      { bookId, quantity: 2 },
    ];
    const before = await shop.countRows();
    expect(await placeOrder(shop.ctx, newBuyer(), orderFor(twice))).toEqual({
      kind: 'sold_out',
      books: [{ bookId, available: 3 }],
    });
    expect(await shop.countRows()).toEqual(before);
    expect(await shop.available(bookId)).toBe(3);
  });

  test('names the books that do not exist and writes nothing', async () => {
    const unknown = bookIdSchema.parse('00000000-0000-4000-8000-000000000000');
    const before = await shop.countRows();
    const result = await placeOrder(shop.ctx, newBuyer(), orderFor([{ bookId: unknown, quantity: 1 }]));
    expect(result).toEqual({ kind: 'unknown_book', bookIds: [unknown] });
    expect(await shop.countRows()).toEqual(before);
  });

  test('gives a sold-out order nothing, and its key stays free for later', async () => {
    const [scarce, plenty] = [await shop.addBook({ copies: 0 }), await shop.addBook({ copies: 5 })];
    const buyerId = newBuyer();
    const input = orderFor([
      { bookId: plenty, quantity: 1 },
      { bookId: scarce, quantity: 1 },
    ]);
    const before = await shop.countRows();
    expect(await placeOrder(shop.ctx, buyerId, input)).toMatchObject({ kind: 'sold_out' });
    expect(await shop.countRows()).toEqual(before);
    expect(await shop.available(plenty)).toBe(5);

    const withoutScarce = { ...input, lines: [{ bookId: plenty, quantity: 1 }], expectedTotal: 20_000 };
    expect(await placeOrder(shop.ctx, buyerId, withoutScarce)).toMatchObject({
      kind: 'placed',
      replayed: false,
    });
  });
});

describe('the same key', () => {
  test('answers with the same order, also when the price has changed since', async () => {
    const bookId = await shop.addBook({ copies: 3 });
    const buyerId = newBuyer();
    const input = orderFor([{ bookId, quantity: 1 }]);
    const first = await placeOrder(shop.ctx, buyerId, input);
    await shop.db.update(books).set({ salePrice: 18_000 }).where(eq(books.id, bookId));
    const second = await placeOrder(shop.ctx, buyerId, input);
    expect(second).toEqual({ ...first, replayed: true });
    expect(await shop.available(bookId)).toBe(2);
  });

  test('with another content is an error and no rows', async () => {
    const bookId = await shop.addBook({ copies: 3 });
    const buyerId = newBuyer();
    const input = orderFor([{ bookId, quantity: 1 }]);
    await placeOrder(shop.ctx, buyerId, input);
    const before = await shop.countRows();
    const other = { ...input, contact: { ...input.contact, address1: '부산 해운대구 우동 1' } };
    await expect(placeOrder(shop.ctx, buyerId, other)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await shop.countRows()).toEqual(before);
  });

  test('of another buyer is another order', async () => {
    const bookId = await shop.addBook({ copies: 3 });
    const input = orderFor([{ bookId, quantity: 1 }]);
    const first = await placeOrder(shop.ctx, newBuyer(), input);
    const second = await placeOrder(shop.ctx, newBuyer(), input);
    expect(second).toMatchObject({ kind: 'placed', replayed: false });
    expect(second).not.toEqual(first);
  });

  test('sent 20 times at once places one order', async () => {
    const bookId = await shop.addBook({ copies: 30 });
    const buyerId = newBuyer();
    const input = orderFor([{ bookId, quantity: 1 }]);
    const results = await Promise.all(Array.from({ length: 20 }, () => placeOrder(shop.ctx, buyerId, input)));
    expect(new Set(results.map((result) => result.kind === 'placed' && result.orderNumber)).size).toBe(1);
    expect(results.filter((result) => result.kind === 'placed' && !result.replayed)).toHaveLength(1);
    expect(await shop.available(bookId)).toBe(29);
  });

  test('sent 20 times at once for the last copy places one order, and nobody is told "sold out"', async () => {
    const bookId = await shop.addBook({ copies: 1 });
    const buyerId = newBuyer();
    const input = orderFor([{ bookId, quantity: 1 }]);
    const results = await Promise.all(Array.from({ length: 20 }, () => placeOrder(shop.ctx, buyerId, input)));
    expect(results.map((result) => result.kind)).toEqual(Array(20).fill('placed'));
    expect(await shop.db.$count(orders, eq(orders.buyerId, buyerId))).toBe(1);
  });

  test('sent 10 times at once with two contents: one content wins, the other is an error', async () => {
    const bookId = await shop.addBook({ copies: 30 });
    const buyerId = newBuyer();
    const input = orderFor([{ bookId, quantity: 1 }]);
    const other = orderFor([{ bookId, quantity: 2 }], { clientKey: input.clientKey });
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => placeOrder(shop.ctx, buyerId, i % 2 ? input : other)),
    );
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
    expect(refused).toHaveLength(5);
    for (const error of refused) expect(error).toBeInstanceOf(AppError);
    expect(await shop.db.$count(orders, eq(orders.buyerId, buyerId))).toBe(1);
  });
});

describe('the same books again', () => {
  async function orderOnce({ copies = 5 } = {}) {
    const bookId = await shop.addBook({ copies });
    const placed = await shop.place(bookId);
    const again = (changes: Partial<PlaceOrderInput> = {}) =>
      placeOrder(shop.ctx, placed.buyerId, orderFor([{ bookId, quantity: 1 }], changes));
    return { bookId, again, ...placed };
  }

  test('are asked about, with the order and its age, and nothing is written', async () => {
    const { again, order, attemptId } = await orderOnce();
    await shop.letTimePass(attemptId, 3 * 60_000);
    const before = await shop.countRows();
    expect(await again()).toEqual({ kind: 'same_again', orderNumber: order.number, minutesAgo: 3 });
    expect(await shop.countRows()).toEqual(before);
  });

  test('are ordered once more when the shopper says so, under the key that was asked with', async () => {
    const { again, order, bookId } = await orderOnce();
    const { clientKey } = orderFor([]);
    expect(await again({ clientKey })).toMatchObject({ kind: 'same_again' });
    const second = await again({ clientKey, sameAgain: true });
    expect(second).toMatchObject({ kind: 'placed', replayed: false });
    expect(second).not.toMatchObject({ orderNumber: order.number });
    expect(await again({ clientKey })).toEqual({ ...second, replayed: true });
    expect(await shop.available(bookId)).toBe(3);
  });

  test('are not asked about after ten minutes, for another quantity, or for another buyer', async () => {
    const { again, attemptId, bookId } = await orderOnce({ copies: 10 });
    const twoCopies = { lines: [{ bookId, quantity: 2 }], expectedTotal: 40_000 };
    expect(await again(twoCopies)).toMatchObject({ kind: 'placed' });
    expect(await placeOrder(shop.ctx, newBuyer(), orderFor([{ bookId, quantity: 1 }]))).toMatchObject({
      kind: 'placed',
    });
    await shop.letTimePass(attemptId, 10 * 60_000);
    expect(await again()).toMatchObject({ kind: 'placed' });
  });

  test('are not asked about once the order was cancelled', async () => {
    const { again, buyerId, order } = await orderOnce();
    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'cancelled' });
    expect(await again()).toMatchObject({ kind: 'placed' });
  });

  test('that are sold out by now are said to be sold out', async () => {
    const { again } = await orderOnce({ copies: 1 });
    expect(await again()).toMatchObject({ kind: 'sold_out' });
  });
});

describe('many buyers at once', () => {
  test('200 buyers of a book with 50 copies: exactly 50 orders, stock 0, everybody answered', async () => {
    const bookId = await shop.addBook({ copies: 50 });
    const results = await Promise.all(
      Array.from({ length: 200 }, () =>
        placeOrder(shop.ctx, newBuyer(), orderFor([{ bookId, quantity: 1 }])),
      ),
    );
    expect(results.filter((result) => result.kind === 'placed')).toHaveLength(50);
    expect(results.filter((result) => result.kind === 'sold_out')).toHaveLength(150);
    expect(await shop.available(bookId)).toBe(0);
    expect(await shop.db.$count(reservations, eq(reservations.bookId, bookId))).toBe(50);
  });

  test('orders of A and B and of B and A cross without deadlock, and stock adds up', async () => {
    const [a, b] = [await shop.addBook({ copies: 40 }), await shop.addBook({ copies: 40 })];
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const lines = [
          { bookId: a, quantity: 1 },
          { bookId: b, quantity: 1 },
        ];
        return placeOrder(shop.ctx, newBuyer(), orderFor(i % 2 ? lines : lines.toReversed()));
      }),
    );
    expect(results.filter((result) => result.kind === 'placed')).toHaveLength(40);
    expect([await shop.available(a), await shop.available(b)]).toEqual([0, 0]);
  });

  test('an order is never charged by two live attempts: the database refuses the second', async () => {
    const bookId = await shop.addBook({ copies: 1 });
    const { attempt } = await shop.place(bookId);
    const id = attemptIdSchema.parse(shop.ctx.newId());
    const second = { ...attempt, id, number: 2, providerKey: 'pay:second' };
    await expect(shop.db.insert(attempts).values(second)).rejects.toMatchObject({
      cause: { constraint_name: 'attempts_one_live_per_order' },
    });
  });
});
