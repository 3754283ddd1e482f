import { and, eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mails, orderAccess, orderLinks } from '#db/schema/mail.ts';
import { orders } from '#db/schema/orders.ts';
import { outbox } from '#db/schema/outbox.ts';
import { attempts } from '#db/schema/payments.ts';
import { refunds } from '#db/schema/refunds.ts';
import { findBuyerByAccess } from '../access/find-buyer-by-access.ts';
import { type BuyerId, type OrderId, refundIdSchema } from '../kernel/ids.ts';
import { newBuyer, openTestShop, type TestShop } from '../testing/test-shop.ts';
import type { MailKind } from './contract.ts';
import { listMails } from './list-mails.ts';
import type { Mailer } from './mailer.ts';
import { oweMail } from './owe-mail.ts';
import { redeemOrderLink } from './redeem-order-link.ts';
import { reopenOrderLink } from './reopen-order-link.ts';
import { sendMail } from './send-mail.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { openPostOffice, type PostOffice } from './testing/post-office.ts';
import { wakeOwedMails } from './wake-owed-mails.ts';

let shop: TestShop;
let office: PostOffice;
let smtp: Mailer;
const logged: string[] = [];
beforeAll(async () => {
  shop = await openTestShop();
  shop.ctx.log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
});
beforeEach(async () => {
  office = await openPostOffice();
  smtp = createSmtpMailer({ url: office.url, from: '느린책방 <orders@books.example>', limitMs: 500 });
  shop.ctx.mailer = smtp;
  shop.published.length = 0;
  return () => office.close();
});
afterAll(() => shop.close());

/** An order whose first charge was refused, so that the mail about it is true. */
async function refusedOrder() {
  const placed = await shop.place(await shop.addBook({ copies: 5 }));
  const { attemptId, order } = placed;
  await shop.db
    .update(attempts)
    .set({ status: 'sending', leaseUntil: sql`now()` })
    .where(eq(attempts.id, attemptId));
  await shop.db
    .update(attempts)
    .set({ status: 'declined', nextCheckAt: null })
    .where(eq(attempts.id, attemptId));
  await shop.db
    .update(orders)
    .set({ retryUntil: sql`now() + interval '10 minutes'` })
    .where(eq(orders.id, order.id));
  return placed;
}

async function owe(orderId: OrderId, kind: MailKind = 'declined', locale: 'ko' | 'en' = 'ko') {
  const mail = { orderId, kind, attemptNumber: 1, locale, recipient: 'reader@example.com' };
  await shop.db.transaction((tx) => oweMail(tx, shop.ctx, mail));
  const [row] = await shop.db
    .select()
    .from(mails)
    .where(and(eq(mails.orderId, orderId), eq(mails.kind, kind)));
  if (!row) throw new Error('no mail');
  return row.id;
}

async function owedMail(locale: 'ko' | 'en' = 'ko') {
  const { order, buyerId } = await refusedOrder();
  return { order, buyerId, mailId: await owe(order.id, 'declined', locale) };
}

async function row(mailId: string) {
  const [mail] = await shop.db.select().from(mails).where(eq(mails.id, mailId));
  if (!mail) throw new Error('no such mail');
  return mail;
}

/** Moves a mail's next sending into the past, as if `ms` had gone by. */
async function letTimePass(mailId: string, ms: number) {
  await shop.db
    .update(mails)
    .set({ nextSendAt: sql`${mails.nextSendAt} - make_interval(secs => ${ms / 1_000})` })
    .where(eq(mails.id, mailId));
}

function tokenIn(text: string): string {
  const [, token] = /\/orders\/open\?token=([\w-]{43})\n/.exec(text) ?? [];
  if (!token) throw new Error('no link');
  return token;
}

describe('a fact owes its mail', () => {
  test('once, with one event, however often and at once it is told', async () => {
    const { order } = await refusedOrder();
    await Promise.all(Array.from({ length: 5 }, () => owe(order.id)));
    const mailId = await owe(order.id);
    const events = await shop.db.select().from(outbox).where(eq(outbox.name, 'mail/owed'));
    expect(events.filter(({ data }) => data.mailId === mailId)).toHaveLength(1);
    expect(events.filter(({ data }) => data.mailId !== mailId)).toHaveLength(0);
  });

  test('not at all when the fact is rolled back', async () => {
    const { order } = await refusedOrder();
    const before = await shop.db.$count(mails);
    const rolledBack = shop.db.transaction(async (tx) => {
      await oweMail(tx, shop.ctx, {
        orderId: order.id,
        kind: 'declined',
        attemptNumber: 1,
        locale: 'ko',
        recipient: 'reader@example.com',
      });
      throw new Error('no fact');
    });
    await expect(rolledBack).rejects.toThrow('no fact');
    expect(await shop.db.$count(mails)).toBe(before);
  });
});

describe('the mail server takes a mail', () => {
  test('once, in Korean, as plain text, and the row says when', async () => {
    const { mailId, order } = await owedMail();
    expect(await sendMail(shop.ctx, mailId)).toBe('sent');
    expect(await sendMail(shop.ctx, mailId)).toBe('not_due');
    expect(office.received).toHaveLength(1);
    const [mail] = office.received;
    expect(mail?.to).toEqual(['reader@example.com']);
    expect(mail?.subject).toBe(`[느린책방] 결제가 승인되지 않았어요 · 주문 ${order.number}`);
    expect(mail?.text).toContain('결제가 거절되어 청구된 금액은 없어요. 책은');
    expect(mail?.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(mail?.headers.get('from')).toBe('느린책방 <orders@books.example>');
    expect(mail?.headers.get('message-id')).toBe(`<${mailId}@shop.example>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(await row(mailId)).toMatchObject({
      status: 'sent',
      sentAt: expect.any(Date),
      lastError: null,
      sends: 1,
      subject: mail?.subject,
    });
  });

  test('as a receipt, and as word of the money that went back', async () => {
    const { order, attempt } = await shop.place(await shop.addBook({ copies: 5 }));
    await shop.db
      .update(attempts)
      .set({ status: 'sending', leaseUntil: sql`now()` })
      .where(eq(attempts.id, attempt.id));
    await shop.db
      .update(attempts)
      .set({ status: 'paid', providerPaymentId: 'pay_1', nextCheckAt: null })
      .where(eq(attempts.id, attempt.id));
    await shop.db.update(orders).set({ status: 'confirmed' }).where(eq(orders.id, order.id));
    expect(await sendMail(shop.ctx, await owe(order.id, 'confirmed', 'en'))).toBe('sent');
    expect(office.received[0]?.text).toContain('Book · 1 copy · ₩20,000\n\nItems ₩20,000');

    await shop.db.insert(refunds).values({
      id: refundIdSchema.parse(shop.ctx.newId()),
      orderId: order.id,
      attemptId: attempt.id,
      providerPaymentId: 'pay_1',
      providerKey: `refund:${attempt.id}`,
      amount: 20_000,
      reason: 'admin',
      restock: false,
      status: 'succeeded',
      requestedBy: 'admin',
      succeededAt: new Date('2026-11-22T15:05:00Z'),
    });
    await shop.db.update(orders).set({ status: 'refunding' }).where(eq(orders.id, order.id));
    expect(await sendMail(shop.ctx, await owe(order.id, 'refunded', 'en'))).toBe('sent');
    expect(office.received[1]?.text).toContain(
      '₩20,000 went back to the way you paid on 23 November 2026 at 00:05',
    );
  });

  test('once, when two send it at the same time', async () => {
    const { mailId } = await owedMail('en');
    const outcomes = await Promise.all([sendMail(shop.ctx, mailId), sendMail(shop.ctx, mailId)]);
    expect(outcomes.sort()).toEqual(['not_due', 'sent']);
    expect(office.received).toHaveLength(1);
  });

  test('again with the same Message-ID when its sender died before writing that down', async () => {
    const { mailId } = await owedMail();
    let delivered = () => {};
    const isDelivered = new Promise<void>((resolve) => {
      delivered = resolve;
    });
    const dying: Mailer = {
      async deliver(mail) {
        await smtp.deliver(mail);
        delivered();
        await new Promise(() => {});
      },
    };
    void sendMail({ ...shop.ctx, mailer: dying }, mailId);
    await isDelivered;

    expect(await sendMail(shop.ctx, mailId)).toBe('not_due');
    await letTimePass(mailId, 60_000);
    expect(await sendMail(shop.ctx, mailId)).toBe('sent');
    const ids = office.received.map(({ headers }) => headers.get('message-id'));
    expect(ids).toEqual([`<${mailId}@shop.example>`, `<${mailId}@shop.example>`]);
    // Whichever copy the reader keeps, its link works.
    for (const { text } of office.received) {
      expect(await redeemOrderLink(shop.ctx, tokenIn(text))).not.toBeNull();
    }
  });
});

describe('a mail that no server takes', () => {
  test.each([
    ['refuse_recipient', 'EENVELOPE 550'],
    ['refuse_message', 'EMESSAGE 554'],
    ['busy', 'EENVELOPE 451'],
    ['silent', 'EABORT'],
  ] as const)('stays owed and arrives later: %s', async (behaviour, lastError) => {
    const { mailId } = await owedMail();
    office.plan.push(behaviour);
    expect(await sendMail(shop.ctx, mailId)).toBe('not_accepted');
    expect(await row(mailId)).toMatchObject({ status: 'owed', lastError, sends: 1, sentAt: null });
    expect(await sendMail(shop.ctx, mailId)).toBe('not_due');
    await letTimePass(mailId, 60_000);
    expect(await sendMail(shop.ctx, mailId)).toBe('sent');
    expect(await row(mailId)).toMatchObject({ status: 'sent', lastError: null, sends: 2 });
  });

  test('stays owed when the server is away', async () => {
    const { mailId } = await owedMail();
    const away = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'orders@books.example' });
    expect(await sendMail({ ...shop.ctx, mailer: away }, mailId)).toBe('not_accepted');
    expect(await row(mailId)).toMatchObject({ status: 'owed', lastError: 'ESOCKET' });
  });

  test('is given up after four days and says so', async () => {
    const { mailId } = await owedMail();
    await shop.db
      .update(mails)
      .set({ createdAt: sql`now() - interval '4 days'` })
      .where(eq(mails.id, mailId));
    office.plan.push('refuse_recipient');
    await sendMail(shop.ctx, mailId);
    expect(await row(mailId)).toMatchObject({
      status: 'failed',
      nextSendAt: null,
      lastError: 'EENVELOPE 550',
    });
  });

  test('leaves neither address nor token in log or database', async () => {
    const { mailId } = await owedMail();
    office.plan.push('silent', 'refuse_recipient');
    await sendMail(shop.ctx, mailId);
    await letTimePass(mailId, 60_000);
    await sendMail(shop.ctx, mailId);
    const token = tokenIn(office.received[0]?.text ?? '');
    expect(logged.join('')).toContain(mailId);
    expect(logged.join('')).not.toMatch(/reader@example|token=/);
    const { recipient: _, ...kept } = await row(mailId);
    expect(JSON.stringify(kept)).not.toMatch(/reader@example/);
    const links = await shop.db.select().from(orderLinks);
    expect(JSON.stringify([kept, links, logged])).not.toContain(token);
    expect(kept.body).toContain('http://shop.example/orders/open?token=…');
  });
});

describe('a mail that is not sent', () => {
  test('is kept with its text, and opens nothing, when the shop has no mail server', async () => {
    const { mailId, order } = await owedMail();
    expect(await sendMail({ ...shop.ctx, mailer: null }, mailId)).toBe('kept');
    expect(await row(mailId)).toMatchObject({ status: 'kept', sentAt: null, lastError: null });
    expect(await sendMail(shop.ctx, mailId)).toBe('not_due');
    expect(await shop.db.$count(orderLinks, eq(orderLinks.orderId, order.id))).toBe(0);
    const { mails: listed } = await listMails(shop.ctx);
    expect(listed[0]).toMatchObject({
      id: mailId,
      status: 'kept',
      orderNumber: order.number,
      maskedRecipient: 'r****r@example.com',
      subject: expect.stringContaining(order.number),
      body: expect.stringContaining('token=…'),
    });
  });

  test('is dropped when its news stopped being true while it waited', async () => {
    const { mailId, order } = await owedMail();
    office.plan.push('busy');
    await sendMail(shop.ctx, mailId);
    await shop.db
      .update(attempts)
      .set({ status: 'paid', providerPaymentId: 'pay_late' })
      .where(eq(attempts.orderId, order.id));
    await letTimePass(mailId, 60_000);
    expect(await sendMail(shop.ctx, mailId)).toBe('outdated');
    expect(office.received).toHaveLength(0);
    expect(await row(mailId)).toMatchObject({ status: 'outdated', nextSendAt: null });
  });
});

describe('a line break', () => {
  const mail = { messageId: '<m@shop.example>', to: 'reader@example.com', subject: 'Hello', text: 'text' };

  test('in a subject adds no header and no recipient', async () => {
    await smtp.deliver({ ...mail, subject: 'Hello\r\nBcc: evil@example.com\r\n\r\nbody' });
    const [received] = office.received;
    expect(received?.to).toEqual(['reader@example.com']);
    expect(received?.headers.has('bcc')).toBe(false);
    expect(received?.text).toBe('text\n');
  });

  test.each(['\r\nBcc: evil@example.com', '\r\nRCPT TO:<evil@example.com>', ', evil@example.com'])(
    'or a list in an address reaches nobody: %j',
    async (more) => {
      await expect(smtp.deliver({ ...mail, to: mail.to + more })).rejects.toThrow('EENVELOPE');
      expect(office.received).toEqual([]);
    },
  );
});

describe('the sweeper', () => {
  test('wakes a mail that nobody sends, once per sending, and leaves a new one to its event', async () => {
    const { mailId } = await owedMail();
    const woken = () => shop.published.filter(({ id }) => id.startsWith(`owed-mail:${mailId}`));
    await wakeOwedMails(shop.ctx);
    expect(woken()).toEqual([]);
    await letTimePass(mailId, 21_000);
    expect(await wakeOwedMails(shop.ctx)).toBe(1);
    await wakeOwedMails(shop.ctx);
    expect(woken().map(({ name }) => name)).toEqual(['mail/owed', 'mail/owed']);
    expect(new Set(woken().map(({ id }) => id)).size).toBe(1);

    await sendMail(shop.ctx, mailId);
    expect(await wakeOwedMails(shop.ctx)).toBe(0);
  });
});

describe('a mail’s link', () => {
  async function openedMail() {
    const { mailId, order, buyerId } = await owedMail();
    await sendMail(shop.ctx, mailId);
    return { order, buyerId, token: tokenIn(office.received.at(-1)?.text ?? '') };
  }

  test('opens its order once, however many try at once', async () => {
    const { order, token } = await openedMail();
    const tries = await Promise.all(Array.from({ length: 5 }, () => redeemOrderLink(shop.ctx, token)));
    const opened = tries.filter((result) => result !== null);
    expect(opened).toEqual([{ number: order.number, accessSecret: expect.stringMatching(/^[\w-]{43}$/) }]);
    expect(await redeemOrderLink(shop.ctx, token)).toBeNull();
  });

  test('opens nothing when it is unknown or two weeks old', async () => {
    const { order, token } = await openedMail();
    expect(await redeemOrderLink(shop.ctx, 'x'.repeat(43))).toBeNull();
    const [link] = await shop.db.select().from(orderLinks).where(eq(orderLinks.orderId, order.id));
    expect(link && link.expiresAt.getTime() - link.createdAt.getTime()).toBe(14 * 86_400_000);
    await shop.db.update(orderLinks).set({ expiresAt: sql`now()` }).where(eq(orderLinks.orderId, order.id));
    expect(await redeemOrderLink(shop.ctx, token)).toBeNull();
  });

  test('that was used leads on only those who may see the order anyway', async () => {
    const { order, buyerId, token } = await openedMail();
    const secret = (await redeemOrderLink(shop.ctx, token))?.accessSecret;
    const reopen = (browser: { buyerId?: BuyerId; secret?: string }) =>
      reopenOrderLink(shop.ctx, token, {
        buyerId: browser.buyerId ?? null,
        accessSecretOf: () => browser.secret,
      });
    expect(await reopen({ buyerId })).toBe(order.number);
    expect(await reopen({ buyerId: newBuyer(), ...(secret && { secret }) })).toBe(order.number);
    expect(await reopen({ buyerId: newBuyer() })).toBeNull();
    expect(await reopen({ secret: 'x'.repeat(43) })).toBeNull();
  });

  test('gives its browser this order, no other, for three weeks', async () => {
    const { order, buyerId, token } = await openedMail();
    const other = await refusedOrder();
    const secret = (await redeemOrderLink(shop.ctx, token))?.accessSecret ?? '';
    expect(await findBuyerByAccess(shop.ctx, order.number, secret)).toBe(buyerId);
    expect(await findBuyerByAccess(shop.ctx, other.order.number, secret)).toBeNull();
    expect(await findBuyerByAccess(shop.ctx, order.number, 'x'.repeat(43))).toBeNull();
    const kept = await shop.db.select().from(orderAccess).where(eq(orderAccess.orderId, order.id));
    expect(JSON.stringify(kept)).not.toContain(secret);

    await shop.db
      .update(orderAccess)
      .set({ createdAt: sql`now() - interval '21 days'` })
      .where(eq(orderAccess.orderId, order.id));
    expect(await findBuyerByAccess(shop.ctx, order.number, secret)).toBeNull();
  });
});
