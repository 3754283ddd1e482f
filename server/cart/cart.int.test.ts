import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cartLines } from '#db/schema/cart.ts';
import { books, stock } from '#db/schema/catalog.ts';
import { orders } from '#db/schema/orders.ts';
import { type BookId, bookIdSchema } from '../kernel/ids.ts';
import { placeOrder } from '../orders/place-order.ts';
import { orderFor } from '../testing/order-request.ts';
import { newBuyer, openTestShop, type TestShop } from '../testing/test-shop.ts';
import { addOrder } from './add-order.ts';
import { addToCart } from './add-to-cart.ts';
import { acknowledgeChanges, moveToCart, saveForLater, setCartQuantity } from './change-cart.ts';
import { MAX_COPIES, MAX_LINES } from './contract.ts';
import { countCart, viewCart } from './view-cart.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const setPrice = (book: BookId, won: number) =>
  shop.db.update(books).set({ listPrice: won, salePrice: won }).where(eq(books.id, book));
const setCopies = (book: BookId, copies: number) =>
  shop.db.update(stock).set({ received: copies, available: copies }).where(eq(stock.bookId, book));
const times = <T>(n: number, make: () => Promise<T>) => Promise.all(Array.from({ length: n }, make));

describe('a cart', () => {
  test('leaves what cannot be bought out of the total, and counts it among the copies', async () => {
    const buyer = newBuyer();
    const [plenty, scarce] = [await shop.addBook({ copies: 100 }), await shop.addBook({ copies: 1 })];
    await addToCart(shop.ctx, buyer, { bookId: plenty, quantity: 2 });
    const full = await addToCart(shop.ctx, buyer, { bookId: scarce, quantity: 1 });
    expect(full).toMatchObject({ total: 60_000, points: 3_000, copies: 3, capped: false });

    const short = await setCartQuantity(shop.ctx, buyer, { bookId: scarce, quantity: 2 });
    expect(short).toMatchObject({ total: 40_000, points: 2_000, copies: 4 });
    expect(short.lines.map((line) => line.payable)).toEqual([true, false]);
    expect(short.fingerprint).not.toBe(full.fingerprint);
    expect(await countCart(shop.ctx, buyer)).toEqual({ copies: 4 });
    expect(await setCartQuantity(shop.ctx, buyer, { bookId: scarce, quantity: 0 })).toMatchObject({
      copies: 2,
    });
  });

  test('of nobody is empty and costs nothing', async () => {
    const buyer = newBuyer();
    expect(await viewCart(shop.ctx, buyer)).toMatchObject({ lines: [], saved: [], total: 0, points: 0 });
    expect(await countCart(shop.ctx, buyer)).toEqual({ copies: 0 });
  });

  test('does not get a book back that another tab has taken out', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 5 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await setCartQuantity(shop.ctx, buyer, { bookId, quantity: 0 });
    for (const change of [
      setCartQuantity(shop.ctx, buyer, { bookId, quantity: 2 }),
      saveForLater(shop.ctx, buyer, { bookId }),
      moveToCart(shop.ctx, buyer, { bookId }),
    ])
      expect(await change).toMatchObject({ lines: [], saved: [] });
  });
});

describe('adding', () => {
  test('from many tabs at once adds up to the most copies, and tells exactly those whose copies did not fit', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 100 });
    const answers = await times(MAX_COPIES + 7, () => addToCart(shop.ctx, buyer, { bookId, quantity: 1 }));
    expect(answers.filter((answer) => answer.capped)).toHaveLength(7);
    expect(await viewCart(shop.ctx, buyer)).toMatchObject({ copies: MAX_COPIES });
  });

  test('of many books at once never makes more lines than a cart holds', async () => {
    const buyer = newBuyer();
    const fresh = await times(MAX_LINES + 4, () => shop.addBook({ copies: 1 }));
    const answers = await Promise.allSettled(
      fresh.map((bookId) => addToCart(shop.ctx, buyer, { bookId, quantity: 1 })),
    );
    expect(answers.filter((answer) => answer.status === 'rejected')).toHaveLength(4);
    expect((await viewCart(shop.ctx, buyer)).lines).toHaveLength(MAX_LINES);
  });

  test('to a full cart: no further book, saved ones count too, but more copies of a book that is there', async () => {
    const buyer = newBuyer();
    const ids = await times(MAX_LINES + 1, () => shop.addBook({ copies: 5 }));
    const [first, ...others] = ids;
    const last = others.pop();
    if (!first || !last) throw new Error('no books');
    await shop.db
      .insert(cartLines)
      .values([first, ...others].map((bookId) => ({ buyerId: buyer, bookId, quantity: 1, seenPrice: 1 })));
    await saveForLater(shop.ctx, buyer, { bookId: first });
    await expect(addToCart(shop.ctx, buyer, { bookId: last, quantity: 1 })).rejects.toMatchObject({
      code: 'CART_FULL',
    });
    const more = await addToCart(shop.ctx, buyer, { bookId: first, quantity: 2 });
    expect(more.lines.find((line) => line.book.id === first)).toMatchObject({ quantity: 2 });
  });

  test('a book that does not exist is a clear error', async () => {
    const bookId = bookIdSchema.parse(randomUUID());
    await expect(addToCart(shop.ctx, newBuyer(), { bookId, quantity: 1 })).rejects.toMatchObject({
      code: 'BOOK_NOT_FOUND',
    });
  });

  test('never makes placing an order of the same books wait for ever', async () => {
    const buyer = newBuyer();
    const ids = await times(8, () => shop.addBook({ copies: 100 }));
    const lines = ids.map((bookId) => ({ bookId, quantity: 1 }));
    const { order } = await shop.place(ids[0] ?? bookIdSchema.parse(''), orderFor(lines), buyer);
    await shop.db.update(orders).set({ status: 'confirmed' }).where(eq(orders.id, order.id));
    const again = { buyerId: buyer, placedBy: buyer, number: order.number };
    const answers = await Promise.all([
      times(6, () => addOrder(shop.ctx, again)),
      Promise.all(
        [2, 3, 4, 5, 6, 7].map((quantity) =>
          placeOrder(shop.ctx, buyer, orderFor(lines.toReversed().map((line) => ({ ...line, quantity })))),
        ),
      ),
    ]);
    expect(new Set(answers.flat().map((answer) => answer.kind))).toEqual(new Set(['added', 'placed']));
  });
});

describe('a changed price', () => {
  test('is explained, whatever the shopper does to the line, until they say that they have read it', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 5 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await setPrice(bookId, 18_000);
    const touched = await setCartQuantity(shop.ctx, buyer, { bookId, quantity: 2 });
    expect(touched.lines[0]).toMatchObject({ seenPrice: 20_000, amount: 36_000 });
    const told = await acknowledgeChanges(shop.ctx, buyer);
    expect(told.lines[0]).toMatchObject({ seenPrice: 18_000, amount: 36_000 });
    expect(told.fingerprint).toBe(touched.fingerprint);
  });

  test('of a book that is added again is the price of now', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 5 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await setPrice(bookId, 21_000);
    const again = await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    expect(again.lines[0]).toMatchObject({ seenPrice: 21_000, quantity: 2 });
  });

  test('is read by its own shopper only', async () => {
    const [buyer, other] = [newBuyer(), newBuyer()];
    const bookId = await shop.addBook({ copies: 5 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await addToCart(shop.ctx, other, { bookId, quantity: 1 });
    await setPrice(bookId, 19_000);
    await acknowledgeChanges(shop.ctx, other);
    expect((await viewCart(shop.ctx, buyer)).lines[0]).toMatchObject({ seenPrice: 20_000 });
  });
});

describe('a book that is saved for later', () => {
  test('is outside totals, copies and fingerprint, and comes back with its copies', async () => {
    const buyer = newBuyer();
    const [kept, aside] = [await shop.addBook({ copies: 9 }), await shop.addBook({ copies: 9 })];
    const alone = await addToCart(shop.ctx, buyer, { bookId: kept, quantity: 1 });
    const both = await addToCart(shop.ctx, buyer, { bookId: aside, quantity: 3 });

    const saved = await saveForLater(shop.ctx, buyer, { bookId: aside });
    expect(saved).toMatchObject({ total: alone.total, points: alone.points, copies: 1 });
    expect(saved.fingerprint).toBe(alone.fingerprint);
    expect(saved.saved).toMatchObject([{ book: { id: aside }, quantity: 3 }]);
    expect(await countCart(shop.ctx, buyer)).toEqual({ copies: 1 });

    const back = await moveToCart(shop.ctx, buyer, { bookId: aside });
    expect(back).toMatchObject({ total: both.total, copies: 4, saved: [] });
    expect(back.fingerprint).toBe(both.fingerprint);
  });

  test('keeps the news of its price until it comes back at the price of now', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 9 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await saveForLater(shop.ctx, buyer, { bookId });
    await setPrice(bookId, 17_000);
    const { saved } = await acknowledgeChanges(shop.ctx, buyer);
    expect(saved[0]).toMatchObject({ seenPrice: 20_000, amount: 17_000 });
    const { lines } = await moveToCart(shop.ctx, buyer, { bookId });
    expect(lines[0]).toMatchObject({ seenPrice: 17_000 });
  });

  test('stays when the same book is ordered from a page that is older', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 9 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await saveForLater(shop.ctx, buyer, { bookId });
    await shop.place(bookId, {}, buyer);
    expect((await viewCart(shop.ctx, buyer)).saved).toHaveLength(1);
  });

  test('is taken out for good', async () => {
    const buyer = newBuyer();
    const bookId = await shop.addBook({ copies: 9 });
    await addToCart(shop.ctx, buyer, { bookId, quantity: 1 });
    await saveForLater(shop.ctx, buyer, { bookId });
    expect(await setCartQuantity(shop.ctx, buyer, { bookId, quantity: 0 })).toMatchObject({ saved: [] });
  });
});

describe('ordering again', () => {
  async function orderOf(copiesOf: Map<BookId, number>, status: 'placed' | 'confirmed') {
    const lines = [...copiesOf].map(([bookId, quantity]) => ({ bookId, quantity }));
    const [first] = lines;
    if (!first) throw new Error('an order has lines');
    const { order, buyerId } = await shop.place(first.bookId, orderFor(lines));
    await shop.db.update(orders).set({ status }).where(eq(orders.id, order.id));
    return { number: order.number, placedBy: buyerId };
  }

  test('puts the books into the cart of the browser that asks, not of the one that ordered', async () => {
    const browser = newBuyer();
    const [one, two] = [await shop.addBook({ copies: 9 }), await shop.addBook({ copies: 9 })];
    const order = await orderOf(
      new Map([
        [one, 2],
        [two, 1],
      ]),
      'confirmed',
    );
    await addToCart(shop.ctx, browser, { bookId: one, quantity: 1 });
    expect(await addOrder(shop.ctx, { ...order, buyerId: browser })).toEqual({
      kind: 'added',
      capped: false,
      gone: [],
    });
    const { lines } = await viewCart(shop.ctx, browser);
    expect(lines.map((line) => [line.book.id, line.quantity])).toEqual([
      [one, 3],
      [two, 1],
    ]);
    expect((await viewCart(shop.ctx, order.placedBy)).lines).toEqual([]);
  });

  test('names the books that are gone, and the cart shows them outside the total', async () => {
    const browser = newBuyer();
    const [there, gone] = [await shop.addBook({ copies: 9 }), await shop.addBook({ copies: 9 })];
    const order = await orderOf(
      new Map([
        [there, 1],
        [gone, 1],
      ]),
      'confirmed',
    );
    await setCopies(gone, 0);
    expect(await addOrder(shop.ctx, { ...order, buyerId: browser })).toEqual({
      kind: 'added',
      capped: false,
      gone: [{ id: gone, slug: `book-${gone}`, titleKo: '책', titleEn: 'Book' }],
    });
    expect(await viewCart(shop.ctx, browser)).toMatchObject({ total: 20_000, copies: 2 });
  });

  test('says when a line is capped', async () => {
    const browser = newBuyer();
    const bookId = await shop.addBook({ copies: 90 });
    const order = await orderOf(new Map([[bookId, 12]]), 'confirmed');
    await addToCart(shop.ctx, browser, { bookId, quantity: 12 });
    expect(await addOrder(shop.ctx, { ...order, buyerId: browser })).toMatchObject({ capped: true });
    expect(await viewCart(shop.ctx, browser)).toMatchObject({ copies: MAX_COPIES });
  });

  test('waits for the end of an order that may still be paid', async () => {
    const browser = newBuyer();
    const bookId = await shop.addBook({ copies: 9 });
    const order = await orderOf(new Map([[bookId, 1]]), 'placed');
    expect(await addOrder(shop.ctx, { ...order, buyerId: browser })).toEqual({ kind: 'still_open' });
    expect((await viewCart(shop.ctx, browser)).lines).toEqual([]);
  });

  test('of somebody else’s order finds none', async () => {
    const bookId = await shop.addBook({ copies: 9 });
    const { number } = await orderOf(new Map([[bookId, 1]]), 'confirmed');
    const stranger = newBuyer();
    await expect(addOrder(shop.ctx, { buyerId: stranger, placedBy: stranger, number })).rejects.toMatchObject(
      { code: 'ORDER_NOT_FOUND' },
    );
  });
});
