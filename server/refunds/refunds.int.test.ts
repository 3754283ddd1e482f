import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mails } from '#db/schema/mail.ts';
import { reservations } from '#db/schema/orders.ts';
import { attempts } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import type { RefundId } from '../kernel/ids.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { expireOrder } from '../orders/expire-order.ts';
import { refundOrder } from '../orders/refund-order.ts';
import { retryPayment } from '../orders/retry-payment.ts';
import { viewProgress } from '../orders/view-order.ts';
import { applyEvidence } from '../payments/apply-evidence.ts';
import { chargeAttempt } from '../payments/charge-attempt.ts';
import { toEvidence } from '../payments/evidence.ts';
import { lookAgain } from '../payments/look-again.ts';
import { CREATED_EXPIRES_AFTER_MS, FENCE_AFTER_MS } from '../payments/rules.ts';
import { answers, refundAnswers, ScriptedGateway } from '../testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { advanceRefund } from './advance-refund.ts';
import { REFUND_LEASE_MS, REFUND_RESEND_AFTER_MS, REFUND_REVIEW_AFTER_MS } from './rules.ts';
import { wakeOverdueRefunds } from './wake-overdue-refunds.ts';

let shop: TestShop;
let gateway: ScriptedGateway;
beforeAll(async () => {
  shop = await openTestShop();
});
beforeEach(() => {
  gateway = new ScriptedGateway();
  shop.ctx.gateway = gateway;
});
afterAll(() => shop.close());

/** Every payment needs an id of its own: one charge is given back at most once. */
let payments = 0;
function paid(amount = 20_000) {
  payments += 1;
  return { ...answers.paid(amount), paymentId: `pay_${payments}` };
}

async function placed() {
  const bookId = await shop.addBook({ copies: 1 });
  return { bookId, ...(await shop.place(bookId)) };
}

async function confirmed() {
  const order = await placed();
  gateway.plan.charge.push(paid());
  await chargeAttempt(shop.ctx, order.attemptId);
  return order;
}

async function unknown() {
  const order = await placed();
  gateway.plan.charge.push(answers.timeout);
  await chargeAttempt(shop.ctx, order.attemptId);
  return order;
}

async function cancelled() {
  const order = await placed();
  gateway.plan.charge.push(answers.declined);
  await chargeAttempt(shop.ctx, order.attemptId);
  await shop.letTimePass(order.attemptId, 600_000);
  await expireOrder(shop.ctx, order.order.id);
  return order;
}

async function refundOf(orderId: string) {
  const rows = await shop.db.select().from(refunds).where(sql`order_id = ${orderId}`);
  return rows;
}

async function onlyRefundOf(orderId: string) {
  const [refund, ...others] = await refundOf(orderId);
  if (!refund || others.length > 0) throw new Error(`${others.length + (refund ? 1 : 0)} refunds`);
  return refund;
}

async function letRefundTimePass(id: RefundId, ms: number) {
  const earlier = sql`make_interval(secs => ${ms / 1_000})`;
  await shop.db
    .update(refunds)
    .set({
      leaseUntil: sql`${refunds.leaseUntil} - ${earlier}`,
      sentAt: sql`${refunds.sentAt} - ${earlier}`,
      nextCheckAt: sql`${refunds.nextCheckAt} - ${earlier}`,
      createdAt: sql`${refunds.createdAt} - ${earlier}`,
    })
    .where(eq(refunds.id, id));
}

async function held(orderId: string) {
  const rows = await shop.db.select().from(reservations).where(sql`order_id = ${orderId}`);
  return rows.map((row) => row.status).join();
}

describe('money that nobody wanted goes back by itself', () => {
  test('at once: the workflow of the refund starts with the news, not at the relay’s next minute', async () => {
    const { attemptId, order } = await cancelled();
    await applyEvidence(shop.ctx, attemptId, toEvidence('status_query', paid()));
    const { id } = await onlyRefundOf(order.id);
    await vi.waitFor(() => {
      const asked = shop.published.filter((event) => event.name === 'refund/requested');
      expect(asked.map((event) => event.data.refundId)).toContain(id);
    });
  });

  test('a success after the order was cancelled: the order stays cancelled, one refund starts with it', async () => {
    const { attemptId, order, bookId, buyerId } = await cancelled();
    await applyEvidence(shop.ctx, attemptId, toEvidence('status_query', paid()));
    expect((await shop.orderOf(attemptId)).status).toBe('cancelled');
    expect((await shop.attempt(attemptId)).status).toBe('paid');
    const refund = await onlyRefundOf(order.id);
    expect(refund).toMatchObject({
      reason: 'late_success',
      amount: 20_000,
      restock: false,
      status: 'created',
    });
    expect((await viewProgress(shop.ctx, buyerId, order.number)).phase).toBe('refunding');

    gateway.plan.refund.push(refundAnswers.succeeded);
    expect(await advanceRefund(shop.ctx, refund.id)).toEqual({ kind: 'succeeded' });
    expect(gateway.refunds).toEqual([
      { key: `refund:${attemptId}`, paymentId: refund.providerPaymentId, amount: 20_000 },
    ]);
    const progress = await viewProgress(shop.ctx, buyerId, order.number);
    expect(progress).toMatchObject({ phase: 'refunded', refund: { tooLate: true, amount: 20_000 } });
    // The books went back when the order was cancelled, and not a second time now.
    expect(await shop.available(bookId)).toBe(1);
  });

  test('a first attempt that succeeds late, after a second was paid, is given back; the order stays confirmed', async () => {
    const { attemptId, order, buyerId } = await placed();
    gateway.plan.charge.push(answers.declined);
    await chargeAttempt(shop.ctx, attemptId);
    await retryPayment(shop.ctx, buyerId, {
      number: order.number,
      afterAttempt: 1,
      paymentToken: 'tok_paid',
    });
    const [second] = await shop.db.select().from(attempts).where(sql`order_id = ${order.id} and number = 2`);
    if (!second) throw new Error('no second attempt');
    gateway.plan.charge.push(paid());
    await chargeAttempt(shop.ctx, second.id);
    await applyEvidence(shop.ctx, attemptId, toEvidence('status_query', paid()));

    expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
    const refund = await onlyRefundOf(order.id);
    expect(refund).toMatchObject({ attemptId, reason: 'late_success' });
    gateway.plan.refund.push(refundAnswers.succeeded);
    await advanceRefund(shop.ctx, refund.id);
    expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
    expect(await held(order.id)).toBe('committed');
  });

  test('the same late news ten times at once opens one refund', async () => {
    const { attemptId, order } = await cancelled();
    const news = toEvidence('status_query', paid());
    await Promise.all(Array.from({ length: 10 }, () => applyEvidence(shop.ctx, attemptId, news)));
    await onlyRefundOf(order.id);
  });
});

describe('a shopper cancels', () => {
  test('before anything was sent: nothing ever is, and the books are back at once', async () => {
    const { attemptId, order, bookId, buyerId } = await placed();
    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'cancelled' });
    expect((await shop.attempt(attemptId)).status).toBe('abandoned');
    expect(await shop.available(bookId)).toBe(1);
    await chargeAttempt(shop.ctx, attemptId);
    expect(gateway.charges).toHaveLength(0);
    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'cancelled' });
  });

  test('while the end is unknown: it is a request, the fence is raised at once, and proof cancels', async () => {
    const { attemptId, order, bookId, buyerId } = await unknown();
    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'requested' });
    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'requested' });
    expect((await shop.orderOf(attemptId)).status).toBe('placed');
    expect(await shop.available(bookId)).toBe(0);
    await vi.waitFor(() => {
      expect(shop.published.map((event) => event.name)).toContain('payment/cancel-requested');
    });

    gateway.plan.voidByKey.push(answers.voided);
    await lookAgain(shop.ctx, attemptId);
    expect(await shop.orderOf(attemptId)).toMatchObject({ status: 'cancelled', cancelReason: 'shopper' });
    expect(await shop.available(bookId)).toBe(1);
    expect(await refundOf(order.id)).toHaveLength(0);
  });

  test('while the end is unknown, and the money had moved: confirmed, refunding, refunded, books back', async () => {
    const { attemptId, order, bookId, buyerId } = await unknown();
    await cancelOrder(shop.ctx, buyerId, order.number);
    gateway.plan.voidByKey.push(paid());
    await lookAgain(shop.ctx, attemptId);
    expect((await shop.orderOf(attemptId)).status).toBe('refunding');
    const refund = await onlyRefundOf(order.id);
    expect(refund).toMatchObject({ reason: 'cancel_requested', restock: true });
    expect(await shop.available(bookId)).toBe(0);

    gateway.plan.refund.push(refundAnswers.succeeded);
    await advanceRefund(shop.ctx, refund.id);
    expect((await shop.orderOf(attemptId)).status).toBe('refunded');
    expect(await held(order.id)).toBe('returned');
    expect(await shop.available(bookId)).toBe(1);
    expect(await shop.story(attemptId)).toEqual([
      'attempt - -> created',
      'attempt created -> sending',
      'attempt sending -> unknown',
      'attempt unknown -> fencing',
      'attempt fencing -> paid',
      'order placed -> confirmed',
      'refund - -> created',
      'order confirmed -> refunding',
      'refund created -> sending',
      'refund sending -> succeeded',
      'order refunding -> refunded',
    ]);
  });

  test('after it was paid: one refund, however often it is asked for', async () => {
    const { attemptId, order, buyerId } = await confirmed();
    const results = await Promise.all([1, 2, 3].map(() => cancelOrder(shop.ctx, buyerId, order.number)));
    expect(results).toEqual(Array(3).fill({ kind: 'refunding' }));
    await onlyRefundOf(order.id);
    expect((await shop.orderOf(attemptId)).status).toBe('refunding');
  });

  test('after a refusal: cancelled at once instead of at the end of the window', async () => {
    const { attemptId, order, bookId, buyerId } = await placed();
    gateway.plan.charge.push(answers.declined);
    await chargeAttempt(shop.ctx, attemptId);
    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'cancelled' });
    expect((await shop.orderOf(attemptId)).cancelReason).toBe('shopper');
    expect(await shop.available(bookId)).toBe(1);
  });

  test('a key that is being sent is not sent again once the shopper has asked to cancel', async () => {
    const { attemptId, order, buyerId } = await placed();
    gateway.plan.charge.push(answers.notProcessed);
    await chargeAttempt(shop.ctx, attemptId);
    await cancelOrder(shop.ctx, buyerId, order.number);
    await chargeAttempt(shop.ctx, attemptId);
    expect(gateway.charges).toHaveLength(1);
    gateway.plan.voidByKey.push(answers.voided);
    await lookAgain(shop.ctx, attemptId);
    await shop.letTimePass(attemptId, 2_000);
    await lookAgain(shop.ctx, attemptId);
    expect((await shop.orderOf(attemptId)).status).toBe('cancelled');
  });
});

describe('an admin gives money back', () => {
  const wish = { reason: 'the parcel was lost', restock: false };

  test('with a reason, once, and the books stay away unless that was chosen', async () => {
    const { attemptId, order, bookId } = await confirmed();
    const asked = [1, 2, 3].map(() => refundOrder(shop.ctx, { number: order.number, ...wish }));
    expect(await Promise.all(asked)).toEqual(Array(3).fill({ kind: 'refunding' }));
    const refund = await onlyRefundOf(order.id);
    expect(refund).toMatchObject({ reason: 'admin', note: wish.reason, restock: false });
    gateway.plan.refund.push(refundAnswers.succeeded);
    await advanceRefund(shop.ctx, refund.id);
    expect((await shop.orderOf(attemptId)).status).toBe('refunded');
    expect(await held(order.id)).toBe('committed');
    expect(await shop.available(bookId)).toBe(0);
  });

  test('never for an order that is not paid', async () => {
    const { order } = await unknown();
    expect(await refundOrder(shop.ctx, { number: order.number, ...wish })).toEqual({ kind: 'not_possible' });
    expect(await refundOrder(shop.ctx, { number: (await cancelled()).order.number, ...wish })).toEqual({
      kind: 'not_possible',
    });
  });

  test('of the charge that the order stands for, when another one is on its way back already', async () => {
    const { attemptId, order, buyerId } = await placed();
    gateway.plan.charge.push(answers.declined, answers.timeout);
    await chargeAttempt(shop.ctx, attemptId);
    await retryPayment(shop.ctx, buyerId, {
      number: order.number,
      afterAttempt: 1,
      paymentToken: 'tok_paid',
    });
    const [second] = await shop.db.select().from(attempts).where(sql`order_id = ${order.id} and number = 2`);
    if (!second) throw new Error('no second attempt');
    await chargeAttempt(shop.ctx, second.id);
    // The first attempt confirms the order late; the second one, still unknown then, is paid after it.
    await applyEvidence(shop.ctx, attemptId, toEvidence('status_query', paid()));
    await applyEvidence(shop.ctx, second.id, toEvidence('status_query', paid()));
    expect(await onlyRefundOf(order.id)).toMatchObject({ attemptId: second.id, reason: 'late_success' });

    expect(await cancelOrder(shop.ctx, buyerId, order.number)).toEqual({ kind: 'refunding' });
    const both = await refundOf(order.id);
    expect(both.map((refund) => refund.attemptId).sort()).toEqual([attemptId, second.id].sort());
  });
});

describe('a refund that does not answer', () => {
  async function refunding() {
    const order = await confirmed();
    await cancelOrder(shop.ctx, order.buyerId, order.order.number);
    return { ...order, refund: await onlyRefundOf(order.order.id) };
  }

  test('is asked about, and found', async () => {
    const { refund, order } = await refunding();
    gateway.plan.refund.push(refundAnswers.timeout);
    expect(await advanceRefund(shop.ctx, refund.id)).toMatchObject({ kind: 'look_again' });
    expect((await onlyRefundOf(order.id)).status).toBe('unknown');
    await letRefundTimePass(refund.id, 2_000);
    gateway.plan.findRefundByKey.push(refundAnswers.succeeded);
    expect(await advanceRefund(shop.ctx, refund.id)).toEqual({ kind: 'succeeded' });
    expect(gateway.refunds).toHaveLength(1);
  });

  test('that was lost is sent again under the same key, and never before the provider had its time', async () => {
    const { refund } = await refunding();
    gateway.plan.refund.push(refundAnswers.timeout, refundAnswers.succeeded);
    await advanceRefund(shop.ctx, refund.id);
    gateway.plan.findRefundByKey.push(refundAnswers.notFound, refundAnswers.notFound);
    await letRefundTimePass(refund.id, 2_000);
    await advanceRefund(shop.ctx, refund.id);
    expect(gateway.refunds).toHaveLength(1);
    await letRefundTimePass(refund.id, REFUND_RESEND_AFTER_MS);
    expect(await advanceRefund(shop.ctx, refund.id)).toEqual({ kind: 'succeeded' });
    expect(new Set(gateway.refunds.map((request) => request.key)).size).toBe(1);
  });

  test('survives a crash while sending', async () => {
    const { refund, order } = await refunding();
    gateway.plan.refund.push(new Error('the process died here'));
    await expect(advanceRefund(shop.ctx, refund.id)).rejects.toThrow('died');
    await advanceRefund(shop.ctx, refund.id);
    expect((await onlyRefundOf(order.id)).status).toBe('sending');
    await letRefundTimePass(refund.id, REFUND_LEASE_MS);
    await advanceRefund(shop.ctx, refund.id);
    expect((await onlyRefundOf(order.id)).status).toBe('unknown');
  });

  test('run twice at once sends once', async () => {
    const { refund } = await refunding();
    gateway.plan.refund.push(refundAnswers.succeeded);
    await Promise.all([1, 2, 3, 4].map(() => advanceRefund(shop.ctx, refund.id)));
    expect(gateway.refunds).toHaveLength(1);
  });

  test('that the provider refuses for good waits for a person, and is still asked about', async () => {
    const { refund, order } = await refunding();
    gateway.plan.refund.push(refundAnswers.failed);
    expect(await advanceRefund(shop.ctx, refund.id)).toEqual({ kind: 'review' });
    expect(await onlyRefundOf(order.id)).toMatchObject({ status: 'review', lastResult: 'account_closed' });
    await letRefundTimePass(refund.id, 3_600_000);
    gateway.plan.findRefundByKey.push(refundAnswers.succeeded);
    await advanceRefund(shop.ctx, refund.id);
    expect((await onlyRefundOf(order.id)).status).toBe('succeeded');
  });

  test('for a day is given to a person', async () => {
    const { refund, order } = await refunding();
    gateway.plan.refund.push(refundAnswers.timeout);
    await advanceRefund(shop.ctx, refund.id);
    await letRefundTimePass(refund.id, REFUND_REVIEW_AFTER_MS);
    expect(await advanceRefund(shop.ctx, refund.id)).toEqual({ kind: 'review' });
    expect((await onlyRefundOf(order.id)).reviewDueAt).not.toBeNull();
  });

  test('whose workflow was lost is found by the sweeper', async () => {
    const { refund } = await refunding();
    await letRefundTimePass(refund.id, 60_000);
    await wakeOverdueRefunds(shop.ctx);
    const woken = shop.published.filter((event) => event.name === 'refund/overdue');
    expect(woken.map((event) => event.data.refundId)).toContain(refund.id);
  });
});

describe('never more back than came in: the database refuses', () => {
  const base = { restock: false, requestedBy: 'test', status: 'created', nextCheckAt: new Date() } as const;

  test('more than was charged', async () => {
    const { attemptId, order } = await confirmed();
    const more = { ...base, id: shop.newRefundId(), orderId: order.id, attemptId, amount: 20_001 };
    await expect(
      shop.db
        .insert(refunds)
        .values({ ...more, providerKey: 'k1', providerPaymentId: 'p1', reason: 'admin' }),
    ).rejects.toMatchObject({ cause: { constraint_name: 'refunds_at_most_the_charge' } });
  });

  test('a second refund of one payment, and of one attempt', async () => {
    const { attemptId, order, buyerId } = await confirmed();
    await cancelOrder(shop.ctx, buyerId, order.number);
    const first = await onlyRefundOf(order.id);
    const again = { ...base, id: shop.newRefundId(), orderId: order.id, attemptId, amount: 1 };
    const samePayment = { ...again, providerKey: 'k2', providerPaymentId: first.providerPaymentId };
    await expect(shop.db.insert(refunds).values({ ...samePayment, reason: 'surplus' })).rejects.toMatchObject(
      {
        cause: { constraint_name: 'refunds_provider_payment' },
      },
    );
    const sameAttempt = { ...again, providerKey: 'k3', providerPaymentId: 'p3' };
    await expect(shop.db.insert(refunds).values({ ...sameAttempt, reason: 'admin' })).rejects.toMatchObject({
      cause: { constraint_name: 'refunds_one_per_attempt' },
    });
  });

  test('an end that is taken back', async () => {
    const { order, buyerId } = await confirmed();
    await cancelOrder(shop.ctx, buyerId, order.number);
    const refund = await onlyRefundOf(order.id);
    gateway.plan.refund.push(refundAnswers.succeeded);
    await advanceRefund(shop.ctx, refund.id);
    await expect(
      shop.db
        .update(refunds)
        .set({ status: 'unknown', nextCheckAt: new Date() })
        .where(eq(refunds.id, refund.id)),
    ).rejects.toMatchObject({ cause: { constraint_name: 'legal_transitions' } });
  });
});

describe('an outage', () => {
  test('a provider that refuses connections for an hour: the order waits, and is charged once it is back', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(...Array(20).fill(answers.notSent), paid());
    for (let look = 0; look < 20; look++) {
      expect(await (look === 0 ? chargeAttempt : lookAgain)(shop.ctx, attemptId)).toMatchObject({
        kind: 'look_again',
      });
      await shop.letTimePass(attemptId, 180_000);
    }
    expect(await shop.attempt(attemptId)).toMatchObject({ status: 'sending', sends: 0 });
    await lookAgain(shop.ctx, attemptId);
    expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
  });

  test('an open breaker claims nothing: the attempt stays created until the provider is back', async () => {
    const { attemptId } = await placed();
    gateway.awake = false;
    await chargeAttempt(shop.ctx, attemptId);
    await shop.letTimePass(attemptId, 3_600_000);
    await lookAgain(shop.ctx, attemptId);
    expect(await shop.attempt(attemptId)).toMatchObject({ status: 'created', sends: 0 });
    expect(gateway.charges).toHaveLength(0);
    gateway.awake = true;
    gateway.plan.charge.push(paid());
    await lookAgain(shop.ctx, attemptId);
    expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
  });

  test('an attempt that could not be sent for a day is given up, and the shopper may try again', async () => {
    const { attemptId, bookId } = await placed();
    await shop.letTimePass(attemptId, CREATED_EXPIRES_AFTER_MS);
    await lookAgain(shop.ctx, attemptId);
    expect((await shop.attempt(attemptId)).status).toBe('abandoned');
    expect((await shop.orderOf(attemptId)).retryUntil).not.toBeNull();
    expect(await shop.available(bookId)).toBe(0);
  });

  test('after an outage the key has its full time again before it is fenced', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(answers.notSent, answers.timeout);
    await chargeAttempt(shop.ctx, attemptId);
    await shop.letTimePass(attemptId, FENCE_AFTER_MS * 2);
    await lookAgain(shop.ctx, attemptId);
    await shop.letTimePass(attemptId, 2_000);
    gateway.plan.findByKey.push(answers.notFound);
    await lookAgain(shop.ctx, attemptId);
    expect(gateway.voids).toHaveLength(0);
  });
});

describe('shoppers are told', () => {
  test.each([
    ['confirmed', confirmed],
    ['cancelled', cancelled],
  ] as const)('%s: once', async (kind, reach) => {
    const { order } = await reach();
    const told = await shop.db.select().from(mails).where(eq(mails.orderId, order.id));
    expect(told.filter((mail) => mail.kind === kind)).toHaveLength(1);
  });
});
