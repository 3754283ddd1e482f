import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reservations } from '#db/schema/orders.ts';
import { attempts, evidence, transitions } from '#db/schema/payments.ts';
import type { AttemptId } from '../kernel/ids.ts';
import { expireOrder } from '../orders/expire-order.ts';
import { expireOverdueOrders } from '../orders/expire-overdue-orders.ts';
import { retryPayment } from '../orders/retry-payment.ts';
import { viewProgress } from '../orders/view-order.ts';
import { answers, ScriptedGateway } from '../testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { applyEvidence } from './apply-evidence.ts';
import { chargeAttempt } from './charge-attempt.ts';
import { checkNow } from './check-now.ts';
import { toEvidence } from './evidence.ts';
import { listPendingPayments } from './list-pending-payments.ts';
import { lookAgain } from './look-again.ts';
import { FENCE_AFTER_MS, MAX_SENDS, REVIEW_AFTER_MS, SEND_LEASE_MS } from './rules.ts';
import { takeReview } from './take-review.ts';
import { voteOnReview } from './vote-on-review.ts';
import { wakeOverdueAttempts } from './wake-overdue-attempts.ts';

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

async function placed(copies = 1) {
  const bookId = await shop.addBook({ copies });
  return { bookId, ...(await shop.place(bookId)) };
}

/** An attempt whose charge timed out. */
async function unknown() {
  const order = await placed();
  gateway.plan.charge.push(answers.timeout);
  await chargeAttempt(shop.ctx, order.attemptId);
  return order;
}

async function statuses(id: AttemptId) {
  const [attempt, order] = [await shop.attempt(id), await shop.orderOf(id)];
  const held = await shop.db.select().from(reservations).where(eq(reservations.orderId, order.id));
  return [attempt.status, order.status, held.map((row) => row.status).join()];
}

describe('charging', () => {
  test('paid: the order is confirmed and its copies are sold', async () => {
    const { attemptId, order } = await placed();
    gateway.plan.charge.push(answers.paid(20_000));
    expect(await chargeAttempt(shop.ctx, attemptId)).toEqual({ kind: 'settled', status: 'paid' });
    expect(gateway.charges).toEqual([
      { key: `pay:${order.id}:1`, merchantOrderId: order.id, amount: 20_000, paymentToken: 'tok_random' },
    ]);
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed', 'committed']);
    expect(await shop.story(attemptId)).toEqual([
      'attempt - -> created',
      'attempt created -> sending',
      'attempt sending -> paid',
      'order placed -> confirmed',
    ]);
  });

  test('run twice, also at once, sends the key once', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(answers.paid(20_000));
    await Promise.all([1, 2, 3, 4].map(() => chargeAttempt(shop.ctx, attemptId)));
    await chargeAttempt(shop.ctx, attemptId);
    expect(gateway.charges).toHaveLength(1);
  });

  test('holds no transaction open while the provider answers', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(async () => {
      const open = await shop.db.execute(
        sql`select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
      );
      expect(open).toHaveLength(0);
      expect((await shop.attempt(attemptId)).status).toBe('sending');
      return answers.paid(20_000);
    });
    await chargeAttempt(shop.ctx, attemptId);
    expect((await shop.attempt(attemptId)).status).toBe('paid');
  });

  test('a timeout is not a failure: stock stays held and the provider is asked', async () => {
    const { attemptId, bookId } = await unknown();
    expect(await statuses(attemptId)).toEqual(['unknown', 'placed', 'held']);
    expect(await shop.available(bookId)).toBe(0);
    await shop.letTimePass(attemptId, 2_000);
    gateway.plan.findByKey.push(answers.paid(20_000));
    expect(await lookAgain(shop.ctx, attemptId)).toEqual({ kind: 'settled', status: 'paid' });
    expect(gateway.charges).toHaveLength(1);
  });

  test('"nothing happened" is re-sent with the same key, at most 4 times, then proven not charged', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(...Array(MAX_SENDS).fill(answers.notProcessed));
    for (let send = 1; send < MAX_SENDS; send++) {
      expect(await chargeAttempt(shop.ctx, attemptId)).toEqual({ kind: 'resend', sends: send });
    }
    expect(await chargeAttempt(shop.ctx, attemptId)).toEqual({ kind: 'settled', status: 'not_charged' });
    expect(new Set(gateway.charges.map((charge) => charge.key)).size).toBe(1);
    await chargeAttempt(shop.ctx, attemptId);
    expect(gateway.charges).toHaveLength(MAX_SENDS);
  });

  test('a crash while sending leaves "unknown", never a second charge', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(new Error('the process died here'));
    await expect(chargeAttempt(shop.ctx, attemptId)).rejects.toThrow('died');
    // Restarted: within the lease nobody touches it, after the lease the sender counts as lost.
    expect(await chargeAttempt(shop.ctx, attemptId)).toMatchObject({ kind: 'look_again' });
    await shop.letTimePass(attemptId, SEND_LEASE_MS);
    await lookAgain(shop.ctx, attemptId);
    expect((await shop.attempt(attemptId)).status).toBe('unknown');
    await shop.letTimePass(attemptId, 60_000);
    gateway.plan.findByKey.push(answers.paid(20_000));
    await lookAgain(shop.ctx, attemptId);
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed', 'committed']);
    expect(gateway.charges).toHaveLength(1);
  });

  test('another amount than asked for confirms nothing and ends with a person', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(answers.paid(19_000));
    await chargeAttempt(shop.ctx, attemptId);
    expect(await statuses(attemptId)).toEqual(['unknown', 'placed', 'held']);
    await shop.letTimePass(attemptId, 2_000);
    gateway.plan.findByKey.push(answers.paid(19_000));
    expect(await lookAgain(shop.ctx, attemptId)).toEqual({ kind: 'review' });
    expect(await statuses(attemptId)).toEqual(['review', 'placed', 'held']);
    expect((await shop.attempt(attemptId)).lastResult).toBe('paid_other_amount');
  });
});

describe('looking again', () => {
  test('"not found" proves nothing: only the fence does, and then the order keeps its retry window', async () => {
    const { attemptId, bookId } = await unknown();
    gateway.plan.findByKey.push(...Array(5).fill(answers.notFound));
    for (const wait of [2_000, 4_000, 8_000, 16_000, 30_000]) {
      await shop.letTimePass(attemptId, wait);
      expect(await lookAgain(shop.ctx, attemptId)).toMatchObject({ kind: 'look_again' });
    }
    expect(await statuses(attemptId)).toEqual(['unknown', 'placed', 'held']);
    await shop.letTimePass(attemptId, FENCE_AFTER_MS);
    gateway.plan.voidByKey.push(answers.voided);
    expect(await lookAgain(shop.ctx, attemptId)).toEqual({ kind: 'settled', status: 'not_charged' });
    expect(await statuses(attemptId)).toEqual(['not_charged', 'placed', 'held']);
    expect(await shop.available(bookId)).toBe(0);
  });

  test('does nothing before its time', async () => {
    const { attemptId } = await unknown();
    expect(await lookAgain(shop.ctx, attemptId)).toMatchObject({ kind: 'look_again' });
    expect(gateway.questions).toHaveLength(0);
  });

  test('a fence that meets a payment confirms the order', async () => {
    const { attemptId } = await unknown();
    await shop.letTimePass(attemptId, FENCE_AFTER_MS);
    gateway.plan.voidByKey.push(answers.paid(20_000));
    await lookAgain(shop.ctx, attemptId);
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed', 'committed']);
  });

  test('a fence without an answer is raised again, goes to a person after a day, and polling goes on', async () => {
    const { attemptId, bookId } = await unknown();
    await shop.letTimePass(attemptId, FENCE_AFTER_MS);
    gateway.plan.voidByKey.push(answers.timeout, answers.timeout);
    gateway.plan.findByKey.push(answers.timeout, answers.notFound);
    await lookAgain(shop.ctx, attemptId);
    await shop.letTimePass(attemptId, 60_000);
    await lookAgain(shop.ctx, attemptId);
    expect(gateway.voids).toHaveLength(2);
    await shop.letTimePass(attemptId, REVIEW_AFTER_MS);
    expect(await lookAgain(shop.ctx, attemptId)).toEqual({ kind: 'review' });
    expect(await statuses(attemptId)).toEqual(['review', 'placed', 'held']);
    expect((await shop.attempt(attemptId)).reviewDueAt).not.toBeNull();
    expect(await shop.available(bookId)).toBe(0);

    await shop.letTimePass(attemptId, 3_600_000);
    gateway.plan.findByKey.push(answers.paid(20_000));
    await lookAgain(shop.ctx, attemptId);
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed', 'committed']);
  });

  test('the sweeper wakes an attempt that nobody takes care of, and leaves the others alone', async () => {
    const [forgotten, fresh] = [await unknown(), await unknown()];
    await shop.letTimePass(forgotten.attemptId, 30_000);
    await wakeOverdueAttempts(shop.ctx);
    const woken = shop.published
      .filter((event) => event.name === 'payment/overdue')
      .map((event) => event.data.attemptId);
    expect(woken).toContain(forgotten.attemptId);
    expect(woken).not.toContain(fresh.attemptId);
  });

  test('an admin’s check asks the provider out of turn and says what came of it', async () => {
    const { attemptId } = await unknown();
    gateway.plan.findByKey.push(answers.notFound, answers.paid(20_000));
    expect(await checkNow(shop.ctx, attemptId)).toMatchObject({ status: 'unknown', lastResult: 'http_404' });
    expect(await checkNow(shop.ctx, attemptId)).toMatchObject({ status: 'paid', nextCheckAt: null });
    const before = gateway.questions.length;
    expect(await checkNow(shop.ctx, attemptId)).toMatchObject({ status: 'paid' });
    expect(gateway.questions).toHaveLength(before);
  });
});

describe('a payment in review', () => {
  async function inReview() {
    const order = await unknown();
    gateway.plan.findByKey.push(answers.paid(19_000));
    await shop.letTimePass(order.attemptId, 2_000);
    await lookAgain(shop.ctx, order.attemptId);
    return order;
  }
  const notCharged = {
    verdict: 'not_charged',
    reason: 'the bank shows no charge',
    providerPaymentId: null,
  } as const;

  test('is settled by two different admins who agree, and by nobody alone', async () => {
    const { attemptId, bookId } = await inReview();
    expect(await voteOnReview(shop.ctx, 'mina', { attemptId, ...notCharged })).toEqual({ kind: 'waiting' });
    expect(await voteOnReview(shop.ctx, 'mina', { attemptId, ...notCharged })).toEqual({ kind: 'waiting' });
    expect((await shop.attempt(attemptId)).status).toBe('review');
    expect(await voteOnReview(shop.ctx, 'joon', { attemptId, ...notCharged })).toEqual({
      kind: 'settled',
      status: 'not_charged',
    });
    expect((await shop.orderOf(attemptId)).status).toBe('placed');
    expect(await shop.available(bookId)).toBe(0);
  });

  test('two admins who disagree settle nothing', async () => {
    const { attemptId } = await inReview();
    await voteOnReview(shop.ctx, 'mina', { attemptId, ...notCharged });
    const paid = { verdict: 'paid', reason: 'the bank shows a charge', providerPaymentId: 'pay_9' } as const;
    expect(await voteOnReview(shop.ctx, 'joon', { attemptId, ...paid })).toEqual({ kind: 'waiting' });
    expect(await voteOnReview(shop.ctx, 'sora', { attemptId, ...paid })).toEqual({
      kind: 'settled',
      status: 'paid',
    });
    expect((await shop.orderOf(attemptId)).status).toBe('confirmed');
  });

  test('two who say paid but name different payments do not agree', async () => {
    const { attemptId } = await inReview();
    const paid = { verdict: 'paid', reason: 'the bank shows a charge' } as const;
    await voteOnReview(shop.ctx, 'mina', { attemptId, ...paid, providerPaymentId: 'pay_8' });
    expect(await voteOnReview(shop.ctx, 'joon', { attemptId, ...paid, providerPaymentId: 'pay_9' })).toEqual({
      kind: 'waiting',
    });
  });

  test('has a deadline, and an owner once somebody takes care of it', async () => {
    const { attemptId } = await inReview();
    expect(await takeReview({ ...shop.ctx, actor: 'mina' }, attemptId)).toEqual({
      kind: 'taken',
      owner: 'mina',
    });
    const { payments } = await listPendingPayments(shop.ctx);
    const shown = payments.find((payment) => payment.attemptId === attemptId);
    expect(shown).toMatchObject({ status: 'review', reviewOwner: 'mina', reviewDueAt: expect.any(String) });
    const { attemptId: other } = await unknown();
    expect(await takeReview(shop.ctx, other)).toEqual({ kind: 'not_in_review' });
  });

  test('only there can anybody vote', async () => {
    const { attemptId } = await unknown();
    expect(await voteOnReview(shop.ctx, 'mina', { attemptId, ...notCharged })).toEqual({
      kind: 'not_in_review',
    });
  });
});

describe('refused payments', () => {
  async function declined() {
    const order = await placed();
    gateway.plan.charge.push(answers.declined);
    await chargeAttempt(shop.ctx, order.attemptId);
    return order;
  }

  test('a declined order keeps its books for ten minutes, then gives them back once', async () => {
    const { attemptId, order, bookId } = await declined();
    expect(await statuses(attemptId)).toEqual(['declined', 'placed', 'held']);
    expect(await expireOrder(shop.ctx, order.id)).toBe(false);
    await shop.letTimePass(attemptId, 600_000);
    const ended = await Promise.all([1, 2, 3].map(() => expireOrder(shop.ctx, order.id)));
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(await statuses(attemptId)).toEqual(['declined', 'cancelled', 'released']);
    expect(await shop.available(bookId)).toBe(1);
    expect((await shop.orderOf(attemptId)).cancelReason).toBe('declined');
  });

  test('the sweeper expires what its workflow did not', async () => {
    const { attemptId } = await declined();
    await shop.letTimePass(attemptId, 600_000);
    expect(await expireOverdueOrders(shop.ctx)).toBeGreaterThanOrEqual(1);
    expect((await shop.orderOf(attemptId)).status).toBe('cancelled');
  });

  test('an order whose payment is unknown is never expired, however old', async () => {
    const { attemptId, order } = await unknown();
    await shop.letTimePass(attemptId, REVIEW_AFTER_MS);
    expect(await expireOrder(shop.ctx, order.id)).toBe(false);
    expect((await shop.orderOf(attemptId)).status).toBe('placed');
  });

  test('trying again opens one new attempt with a new key, however often the button is pressed', async () => {
    const { order, buyerId } = await declined();
    const again = { number: order.number, afterAttempt: 1, paymentToken: 'tok_paid' };
    const results = await Promise.all([1, 2, 3].map(() => retryPayment(shop.ctx, buyerId, again)));
    expect(results).toEqual(Array(3).fill({ kind: 'retrying' }));
    const all = await shop.db.select().from(attempts).where(eq(attempts.orderId, order.id));
    expect(all.map((attempt) => attempt.providerKey).sort()).toEqual([
      `pay:${order.id}:1`,
      `pay:${order.id}:2`,
    ]);
    expect((await viewProgress(shop.ctx, buyerId, order.number)).phase).toBe('confirming');
  });

  test('a third refusal ends the order at once', async () => {
    const { order, buyerId, attemptId, bookId } = await declined();
    for (const afterAttempt of [1, 2]) {
      await retryPayment(shop.ctx, buyerId, {
        number: order.number,
        afterAttempt,
        paymentToken: 'tok_declined',
      });
      const newest = await shop.db
        .select()
        .from(attempts)
        .where(sql`order_id = ${order.id} and status = 'created'`);
      gateway.plan.charge.push(answers.declined);
      for (const { id } of newest) await chargeAttempt(shop.ctx, id);
    }
    expect((await shop.orderOf(attemptId)).status).toBe('cancelled');
    expect(await shop.available(bookId)).toBe(1);
    const fourth = { number: order.number, afterAttempt: 3, paymentToken: 'tok_paid' };
    expect(await retryPayment(shop.ctx, buyerId, fourth)).toEqual({ kind: 'not_possible', reason: 'over' });
  });

  test('nobody pays again while the first payment is unknown', async () => {
    const { order, buyerId } = await unknown();
    const again = { number: order.number, afterAttempt: 1, paymentToken: 'tok_paid' };
    expect(await retryPayment(shop.ctx, buyerId, again)).toEqual({
      kind: 'not_possible',
      reason: 'still_checking',
    });
  });
});

describe('what the database itself refuses', () => {
  test('the table of legal transitions is the one in the code', async () => {
    const { ATTEMPT_TRANSITIONS } = await import('./contract.ts');
    const { ORDER_TRANSITIONS, RESERVATION_TRANSITIONS } = await import('../orders/contract.ts');
    const { REFUND_TRANSITIONS } = await import('../refunds/contract.ts');
    const tables = {
      attempt: ATTEMPT_TRANSITIONS,
      order: ORDER_TRANSITIONS,
      refund: REFUND_TRANSITIONS,
      reservation: RESERVATION_TRANSITIONS,
    };
    const inCode = Object.entries(tables).flatMap(([subject, table]) =>
      Object.entries(table).flatMap(([from, targets]) =>
        targets.map((to: string) => `${subject} ${from} -> ${to}`),
      ),
    );
    const rows = await shop.db.execute<{ subject: string; from_status: string; to_status: string }>(
      sql`select * from legal_transitions`,
    );
    const inDatabase = rows.map((row) => `${row.subject} ${row.from_status} -> ${row.to_status}`);
    expect(inDatabase.sort()).toEqual(inCode.sort());
  });

  test('an attempt that is paid stays paid', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(answers.paid(20_000));
    await chargeAttempt(shop.ctx, attemptId);
    await expect(
      shop.db.update(attempts).set({ status: 'declined' }).where(eq(attempts.id, attemptId)),
    ).rejects.toMatchObject({ cause: { constraint_name: 'legal_transitions' } });
  });

  test('copies are given back once: a released reservation cannot be held or sold again', async () => {
    const { attemptId, order } = await placed();
    await shop.db.update(reservations).set({ status: 'released' }).where(eq(reservations.orderId, order.id));
    for (const status of ['held', 'committed'] as const) {
      await expect(
        shop.db.update(reservations).set({ status }).where(eq(reservations.orderId, order.id)),
      ).rejects.toMatchObject({ cause: { constraint_name: 'legal_transitions' } });
    }
    expect(await shop.attempt(attemptId)).toMatchObject({ status: 'created' });
  });

  test.each(['update', 'delete'] as const)('evidence cannot be rewritten: %s', async (act) => {
    const { attemptId } = await placed();
    const mine = eq(evidence.attemptId, attemptId);
    const change =
      act === 'update'
        ? shop.db.update(evidence).set({ finding: 'paid' }).where(mine)
        : shop.db.delete(evidence).where(mine);
    await expect(change).rejects.toMatchObject({ cause: { constraint_name: 'append_only' } });
  });

  test('every transition names its actor and its evidence', async () => {
    const { attemptId } = await unknown();
    const rows = await shop.db.select().from(transitions).where(eq(transitions.attemptId, attemptId));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.actor).not.toBe('');
  });
});

describe('news out of order', () => {
  test('a "no" after a payment changes nothing, and is kept', async () => {
    const { attemptId } = await placed();
    gateway.plan.charge.push(answers.paid(20_000));
    await chargeAttempt(shop.ctx, attemptId);
    await applyEvidence(shop.ctx, attemptId, toEvidence('status_query', answers.declined));
    expect(await statuses(attemptId)).toEqual(['paid', 'confirmed', 'committed']);
    const kept = await shop.db
      .select()
      .from(evidence)
      .where(eq(evidence.attemptId, attemptId))
      .orderBy(evidence.id);
    expect(kept.map((row) => row.finding)).toEqual(['asked_to_pay', 'send_claimed', 'paid', 'declined']);
  });

  test('ten answers at once leave one payment and ten pieces of evidence', async () => {
    const { attemptId } = await unknown();
    const news = [answers.paid(20_000), answers.notFound, answers.declined, answers.pending, answers.timeout];
    await Promise.all(
      [...news, ...news].map((answer) =>
        applyEvidence(shop.ctx, attemptId, toEvidence('status_query', answer)),
      ),
    );
    expect((await shop.attempt(attemptId)).status).toBe('paid');
    expect(await shop.db.$count(evidence, eq(evidence.attemptId, attemptId))).toBe(3 + 10);
  });
});

describe('while a key is on its way', () => {
  test.each([
    ['an admin who asks', answers.notFound],
    ['a question that could not be sent', answers.notSent],
  ])('%s neither ends the sending nor lets the key be sent a second time', async (_who, found) => {
    const { attemptId } = await placed();
    gateway.plan.findByKey.push(found);
    gateway.plan.charge.push(async () => {
      await checkNow(shop.ctx, attemptId);
      await chargeAttempt(shop.ctx, attemptId);
      expect(await shop.attempt(attemptId)).toMatchObject({ status: 'sending', sends: 1, harmlessSends: 0 });
      return answers.notProcessed;
    });
    expect(await chargeAttempt(shop.ctx, attemptId)).toEqual({ kind: 'resend', sends: 1 });
    expect(gateway.charges).toHaveLength(1);
  });
});
