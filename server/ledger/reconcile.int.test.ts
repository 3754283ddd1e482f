import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cases, ledgerCursors, ledgerLines } from '#db/schema/ledger.ts';
import { attempts, evidence } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import type { Ctx } from '../context.ts';
import { expireOrder } from '../orders/expire-order.ts';
import { applyEvidence } from '../payments/apply-evidence.ts';
import { chargeAttempt } from '../payments/charge-attempt.ts';
import type { LedgerLine, LedgerPage, PaymentGateway, PaymentNews } from '../payments/gateway/port.ts';
import { applyRefundNews } from '../refunds/apply-refund-news.ts';
import { answers, ScriptedGateway } from '../testing/scripted-gateway.ts';
import { openTestShop, type TestShop } from '../testing/test-shop.ts';
import { listCases } from './list-cases.ts';
import { reconcile } from './reconcile.ts';
import { LATE_LINE_GRACE_MS } from './rules.ts';
import { fakeLedger } from './testing/fake-ledger.ts';

const START = Date.parse('2026-11-22T00:00:00Z');
const TOTAL = 20_000;

let shop: TestShop;
let gateway: ScriptedGateway;
/** The provider's ledger as the test writes it. */
let ledger: LedgerLine[];
beforeEach(async () => {
  shop = await openTestShop();
  gateway = new ScriptedGateway();
  ledger = [];
  serve(fakeLedger(ledger, 2));
});
afterEach(() => shop.close());

/** From now on the provider's ledger answers like this. */
function serve(answer: PaymentGateway['ledger']): void {
  shop.ctx.gateway = Object.assign(gateway, { ledger: answer });
}

/** Adds a line to the provider's ledger, one second after the line before. */
function post(line: Partial<LedgerLine> & Pick<LedgerLine, 'key'>): LedgerLine {
  const posted: LedgerLine = {
    id: `line_${ledger.length + 1}`,
    type: 'charge',
    paymentId: `pay_${line.key}`,
    merchantOrderId: 'somebody-else',
    amount: TOTAL,
    currency: 'KRW',
    postedAt: new Date(START + ledger.length * 1_000),
    ...line,
  };
  ledger.push(posted);
  return posted;
}

const paidAs = (paymentId: string): PaymentNews => ({
  ...answers.pending,
  kind: 'paid',
  paymentId,
  amount: TOTAL,
  currency: 'KRW',
});

/** An order whose charge was answered so. Nothing is posted. */
async function order(answer: PaymentNews = paidAs(`pay_${randomUUID()}`)) {
  const bookId = await shop.addBook({ copies: 1 });
  const { attemptId } = await shop.place(bookId);
  gateway.plan.charge.push(answer);
  await chargeAttempt(shop.ctx, attemptId);
  return shop.attempt(attemptId);
}

/** A paid order with its line in the ledger. */
async function paidOrder() {
  const attempt = await order();
  const line = post(lineOf(attempt));
  return { attempt, line };
}

function lineOf(attempt: typeof attempts.$inferSelect, paymentId = attempt.providerPaymentId ?? 'pay_late') {
  return { key: attempt.providerKey, paymentId, merchantOrderId: attempt.orderId };
}

const run = (changes: Partial<Ctx> = {}, span = {}) => reconcile({ ...shop.ctx, ...changes }, span);
/** A clock on which the grace for late lines is over at once. */
const MUCH_LATER = { timeScale: LATE_LINE_GRACE_MS };

async function allCases() {
  const rows = await shop.db.select().from(cases).orderBy(cases.id);
  return rows.map(({ kind, subject, status, resolution }) => `${kind} ${subject} ${resolution ?? status}`);
}

describe('a day on which both books agree', () => {
  test('leaves no case, and a second run reads nothing twice', async () => {
    for (let n = 0; n < 5; n++) await paidOrder();
    expect(await run(MUCH_LATER)).toEqual({
      lines: 5,
      matched: 5,
      casesOpened: 0,
      casesResolved: 0,
      refundsStarted: 0,
      complete: true,
    });
    expect(await run()).toMatchObject({ lines: 0, complete: true });
    expect(await shop.db.$count(ledgerLines)).toBe(5);
    expect(await allCases()).toEqual([]);
  });

  test('an empty ledger is read to its end', async () => {
    expect(await run()).toMatchObject({ lines: 0, complete: true });
  });
});

describe('each difference is one case, however often it is read', () => {
  async function runThrice() {
    await run();
    await run();
    await run({}, { from: new Date(START) });
    return allCases();
  }

  test('orphan: a line of somebody else', async () => {
    await paidOrder();
    post({ key: 'ghost' });
    expect(await runThrice()).toEqual(['orphan line:line_2 open']);
  });

  test('orphan: tied to the order that it names', async () => {
    const { attempt } = await paidOrder();
    post({ key: 'ghost', merchantOrderId: attempt.orderId });
    await run();
    expect(await shop.db.select().from(cases)).toMatchObject([{ kind: 'orphan', orderId: attempt.orderId }]);
  });

  test('amount: another sum than ours', async () => {
    const attempt = await order();
    post({ ...lineOf(attempt), amount: TOTAL + 1 });
    expect(await runThrice()).toEqual(['amount line:line_1 open']);
  });

  test('missing here: a key that looks like ours', async () => {
    post({ key: `pay:${randomUUID()}:1` });
    post({ key: `refund:${randomUUID()}`, type: 'refund' });
    expect(await runThrice()).toEqual(['missing_here line:line_1 open', 'missing_here line:line_2 open']);
  });

  test('missing there: our paid order has no line', async () => {
    const attempt = await order();
    expect(await run()).toMatchObject({ casesOpened: 0 });
    expect(await run(MUCH_LATER)).toMatchObject({ casesOpened: 1 });
    expect(await run(MUCH_LATER)).toMatchObject({ casesOpened: 0 });
    await run(MUCH_LATER, { from: new Date(START) });
    expect(await allCases()).toEqual([`missing_there attempt:${attempt.id} open`]);
  });

  test('missing there: a charge that we count was taken back', async () => {
    const { attempt, line } = await paidOrder();
    await run();
    post({ ...line, id: 'line_2', type: 'reversal', postedAt: new Date(START + 5_000) });
    await run();
    expect(await runThrice()).toEqual([`missing_there attempt:${attempt.id} open`]);
  });

  test('a case that a person closed is not opened again', async () => {
    post({ key: 'ghost' });
    await run();
    await shop.db.update(cases).set({ status: 'resolved', resolution: 'admin: a fee' });
    expect(await runThrice()).toEqual(['orphan line:line_1 admin: a fee']);
  });
});

describe('late lines', () => {
  test('within the grace, nothing is missing', async () => {
    const attempt = await order();
    expect(await run()).toMatchObject({ casesOpened: 0 });
    post(lineOf(attempt));
    expect(await run(MUCH_LATER)).toMatchObject({ matched: 1, casesOpened: 0 });
    expect(await allCases()).toEqual([]);
  });

  test('after it, the line resolves its case, and the case stays resolved', async () => {
    const attempt = await order();
    await run(MUCH_LATER);
    post(lineOf(attempt));
    expect(await run(MUCH_LATER)).toMatchObject({ casesResolved: 1 });
    expect(await run(MUCH_LATER, { from: new Date(START) })).toMatchObject({ casesOpened: 0 });
    expect(await allCases()).toEqual([`missing_there attempt:${attempt.id} late_line`]);
  });

  test('an outage of the provider makes nothing missing there', async () => {
    await order();
    serve(async () => ({ kind: 'unavailable', detail: 'http_503' }));
    expect(await run(MUCH_LATER)).toEqual({
      lines: 0,
      matched: 0,
      casesOpened: 0,
      casesResolved: 0,
      refundsStarted: 0,
      complete: false,
    });
    expect(await allCases()).toEqual([]);
  });
});

describe('a charge too many', () => {
  async function double() {
    const { attempt } = await paidOrder();
    post({ ...lineOf(attempt), paymentId: 'pay_surplus' });
    return attempt;
  }

  test('is given back once, by itself, and the refund’s line resolves the case', async () => {
    const attempt = await double();
    expect(await run()).toMatchObject({ casesOpened: 1, refundsStarted: 1 });
    expect(await run({}, { from: new Date(START) })).toMatchObject({ casesOpened: 0, refundsStarted: 0 });
    expect(await allCases()).toEqual(['double line:line_2 open']);
    const given = await shop.db.select().from(refunds);
    expect(given).toMatchObject([
      {
        providerKey: 'refund:surplus:pay_surplus',
        providerPaymentId: 'pay_surplus',
        attemptId: attempt.id,
        amount: TOTAL,
        reason: 'surplus',
        restock: false,
      },
    ]);

    post({
      ...lineOf(attempt),
      type: 'refund',
      key: 'refund:surplus:pay_surplus',
      paymentId: 'pay_surplus',
    });
    expect(await run()).toMatchObject({ casesResolved: 1, refundsStarted: 0 });
    expect(await allCases()).toEqual(['double line:line_2 refund']);
    expect((await shop.orderOf(attempt.id)).status).toBe('confirmed');
  });

  test('two readers at once open one case and one refund', async () => {
    await double();
    const results = await Promise.all([run(), run(), run({}, { from: new Date(START) })]);
    expect(results.reduce((sum, { refundsStarted }) => sum + refundsStarted, 0)).toBe(1);
    expect(results.reduce((sum, { casesOpened }) => sum + casesOpened, 0)).toBe(1);
  });

  test('is not given back before the ledger shows the other charge', async () => {
    const attempt = await order();
    post({ ...lineOf(attempt), paymentId: 'pay_surplus' });
    expect(await run()).toMatchObject({ casesOpened: 1, refundsStarted: 0 });
    post(lineOf(attempt));
    expect(await run()).toMatchObject({ casesOpened: 0, refundsStarted: 1 });
    expect(await allCases()).toEqual(['double line:line_1 open']);
  });

  test('never takes both charges, whichever of them our books come to count', async () => {
    const attempt = await double();
    await run();
    await shop.db
      .update(attempts)
      .set({ providerPaymentId: 'pay_surplus' })
      .where(eq(attempts.id, attempt.id));
    expect(await run({}, { from: new Date(START) })).toMatchObject({ refundsStarted: 0 });
    expect(await shop.db.$count(refunds)).toBe(1);
  });

  test('the same payment posted twice waits for a person: giving it back would take the real charge', async () => {
    const { line } = await paidOrder();
    post({ ...line, id: 'line_2', postedAt: new Date(START + 1_000) });
    expect(await run()).toMatchObject({ casesOpened: 1, refundsStarted: 0 });
    expect(await allCases()).toEqual(['double line:line_2 open']);
  });
});

describe('a charge that our books do not hold as paid', () => {
  test('settles an unknown payment: no case', async () => {
    const attempt = await order(answers.timeout);
    post(lineOf(attempt));
    expect(await run()).toMatchObject({ matched: 1, casesOpened: 0 });
    expect(await shop.attempt(attempt.id)).toMatchObject({ status: 'paid', providerPaymentId: 'pay_late' });
    expect((await shop.orderOf(attempt.id)).status).toBe('confirmed');
    await run({}, { from: new Date(START) });
    const told = await shop.db.select().from(evidence).where(eq(evidence.source, 'ledger'));
    expect(told).toHaveLength(1);
  });

  test('both charges of an unknown payment: one counts, the other goes back', async () => {
    const attempt = await order(answers.timeout);
    post(lineOf(attempt, 'pay_a'));
    post(lineOf(attempt, 'pay_b'));
    expect(await run()).toMatchObject({ matched: 1, casesOpened: 1, refundsStarted: 1 });
    expect(await shop.attempt(attempt.id)).toMatchObject({ status: 'paid', providerPaymentId: 'pay_a' });
    expect(await shop.db.select().from(refunds)).toMatchObject([{ providerPaymentId: 'pay_b' }]);
  });

  test('an ended order gets its money back twice if it was charged twice', async () => {
    const attempt = await order(answers.timeout);
    await applyEvidence(shop.ctx, attempt.id, evidenceOf('voided'));
    await shop.letTimePass(attempt.id, 86_400_000);
    await expireOrder(shop.ctx, attempt.orderId);
    expect((await shop.orderOf(attempt.id)).status).toBe('cancelled');

    post(lineOf(attempt, 'pay_a'));
    post(lineOf(attempt, 'pay_b'));
    await run();
    const given = await shop.db.select().from(refunds).orderBy(refunds.providerPaymentId);
    expect(given.map(({ providerPaymentId, reason }) => `${providerPaymentId} ${reason}`)).toEqual([
      'pay_a late_success',
      'pay_b surplus',
    ]);
    expect((await shop.orderOf(attempt.id)).status).toBe('cancelled');
  });

  test('and its reversal on the next page: nothing happened', async () => {
    await paidOrder();
    const attempt = await order(answers.timeout);
    const line = post(lineOf(attempt));
    post({ ...line, id: 'line_3', type: 'reversal' });
    expect(await run()).toMatchObject({ lines: 3, matched: 3, casesOpened: 0 });
    expect((await shop.attempt(attempt.id)).status).toBe('unknown');
  });

  test('of a key that these books never sent is a case until the workflow hears of it', async () => {
    const { attempt } = await shop.place(await shop.addBook({ copies: 1 }));
    post(lineOf(attempt, 'pay_x'));
    await run();
    expect(await shop.db.select().from(cases)).toMatchObject([
      { kind: 'missing_here', orderId: attempt.orderId, attemptId: attempt.id },
    ]);
    gateway.plan.charge.push(paidAs('pay_x'));
    await chargeAttempt(shop.ctx, attempt.id);
    expect(await run()).toMatchObject({ casesResolved: 1 });
    expect(await allCases()).toEqual(['missing_here line:line_1 in_both_books']);
  });
});

describe('refunds', () => {
  test('that succeeded need their line too', async () => {
    const attempt = await order(answers.timeout);
    await applyEvidence(shop.ctx, attempt.id, evidenceOf('voided'));
    await shop.letTimePass(attempt.id, 86_400_000);
    await expireOrder(shop.ctx, attempt.orderId);
    post(lineOf(attempt, 'pay_a'));
    await run();
    const [refund] = await shop.db.select().from(refunds);
    if (!refund) throw new Error('no refund');
    await shop.db.update(refunds).set({ status: 'sending', leaseUntil: new Date() });
    await applyRefundNews(
      shop.ctx,
      refund.id,
      'response',
      { kind: 'succeeded', refundId: 'ref_1' },
      { detail: 'http_200', requestId: null, rawBody: null },
    );
    expect(await run(MUCH_LATER)).toMatchObject({ casesOpened: 1 });
    expect(await allCases()).toEqual([`missing_there refund:${refund.id} open`]);
    post({ ...lineOf(attempt, 'pay_a'), type: 'refund', key: refund.providerKey });
    expect(await run(MUCH_LATER)).toMatchObject({ casesResolved: 1, casesOpened: 0 });
  });
});

describe('interrupted', () => {
  test('between pages, it goes on where it stopped', async () => {
    for (let n = 0; n < 5; n++) post({ key: `ghost_${n}` });
    const whole = fakeLedger(ledger, 2);
    let reads = 0;
    serve(async (query) => {
      if (++reads > 2) throw new Error('killed');
      return whole(query);
    });
    await expect(run()).rejects.toThrow('killed');
    const kept = await shop.db.$count(ledgerLines);
    expect(kept).toBe(2);
    expect(await shop.db.$count(cases)).toBe(kept);

    serve(whole);
    expect(await run()).toMatchObject({ lines: 3, casesOpened: 3, complete: true });
    expect(await allCases()).toHaveLength(5);
  });

  test('by the provider, it says so and goes on next time', async () => {
    for (let n = 0; n < 5; n++) post({ key: `ghost_${n}` });
    const whole = fakeLedger(ledger, 2);
    serve(async (query) =>
      query.cursor === '4' ? { kind: 'unavailable', detail: 'timeout' } : whole(query),
    );
    expect(await run()).toMatchObject({ lines: 2, complete: false });
    serve(whole);
    expect(await run()).toMatchObject({ lines: 3, complete: true });
  });

  test('one lost answer is asked for again', async () => {
    post({ key: 'ghost' });
    const whole = fakeLedger(ledger, 2);
    let reads = 0;
    serve(async (query) => (++reads === 1 ? { kind: 'unavailable', detail: 'reset' } : whole(query)));
    expect(await run()).toMatchObject({ lines: 1, complete: true });
  });

  test('reading a span again leaves the regular position alone', async () => {
    await paidOrder();
    await paidOrder();
    await paidOrder();
    await run();
    const before = await shop.db.select().from(ledgerCursors);
    const span = { from: new Date(START + 1_000), to: new Date(START + 2_000) };
    expect(await run({}, span)).toMatchObject({ lines: 1, matched: 1, complete: true });
    expect(await shop.db.select().from(ledgerCursors)).toEqual(before);
  });
});

describe('pages that make no sense end the run with an error and keep what was read', () => {
  const page = (changes: Partial<Extract<LedgerPage, { kind: 'page' }>>): LedgerPage => ({
    kind: 'page',
    lines: [post({ key: 'ghost' })],
    nextCursor: 'a',
    hasMore: true,
    ...changes,
  });
  test.each<[string, () => LedgerPage[]]>([
    ['a cursor that does not move', () => [page({}), page({})]],
    ['no cursor, but more', () => [page({ nextCursor: null })]],
    ['more, but no line', () => [page({ lines: [] })]],
    [
      'going back in time',
      () => [page({}), page({ nextCursor: 'b', lines: [{ ...post({ key: 'g' }), postedAt: new Date(0) }] })],
    ],
  ])('%s', async (_name, pages) => {
    const plan = pages();
    serve(async () => plan.shift() ?? { kind: 'unavailable', detail: 'read too far' });
    await expect(run()).rejects.toThrow(/the provider’s ledger/);
    expect(plan).toEqual([]);
  });
});

test('the admin sees open cases first, with the order’s number', async () => {
  const { attempt } = await paidOrder();
  post({ key: 'ghost', merchantOrderId: attempt.orderId });
  post({ key: 'stranger' });
  await run();
  await shop.db
    .update(cases)
    .set({ status: 'resolved', resolution: 'admin' })
    .where(eq(cases.subject, 'line:line_3'));
  const view = await listCases(shop.ctx);
  expect(view.open).toBe(1);
  expect(view.cases.map(({ subject }) => subject)).toEqual(['line:line_2', 'line:line_3']);
  expect(view.cases[0]?.orderNumber).toBe((await shop.orderOf(attempt.id)).number);
});

function evidenceOf(kind: 'voided') {
  return { source: 'fence', finding: { kind }, detail: 'http_200', requestId: null, rawBody: null } as const;
}
