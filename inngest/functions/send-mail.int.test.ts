import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mails } from '#db/schema/mail.ts';
import { orders } from '#db/schema/orders.ts';
import { attempts } from '#db/schema/payments.ts';
import type { OutgoingMail } from '#server/mail/mailer.ts';
import { oweMail } from '#server/mail/owe-mail.ts';
import { wakeOwedMails } from '#server/mail/wake-owed-mails.ts';
import { openTestShop, type TestShop } from '#server/testing/test-shop.ts';
import { inngest } from '../client.ts';
import { createDrive, type Drive } from '../embedded/testing/drive.ts';
import { relayOwedEvents } from './relay-outbox.ts';
import { sendOwedMail } from './send-mail.ts';

const wired = vi.hoisted((): { app?: unknown } => ({}));
vi.mock('#server/compose.ts', () => ({ composeApp: () => wired.app }));

let shop: TestShop;
let drive: Drive;
const delivered: OutgoingMail[] = [];
let refusals = 0;
beforeAll(async () => {
  shop = await openTestShop();
  wired.app = { ctx: shop.ctx };
  shop.ctx.publisher = { publish: async (events) => void (await inngest.send([...events])) };
  shop.ctx.mailer = {
    async deliver(mail) {
      if (refusals > 0) {
        refusals--;
        throw new Error('EENVELOPE 451');
      }
      delivered.push(mail);
    },
  };
  drive = await createDrive({
    client: inngest,
    functions: [relayOwedEvents, sendOwedMail],
    databaseUrl: shop.databaseUrl,
  });
});
afterAll(async () => {
  await drive.stop();
  await shop.close();
});

test('an owed mail is sent by its event, and a refused one when the sweeper finds it due', async () => {
  const { order, attemptId } = await shop.place(await shop.addBook({ copies: 1 }));
  await shop.db
    .update(attempts)
    .set({ status: 'abandoned', nextCheckAt: null })
    .where(eq(attempts.id, attemptId));
  await shop.db
    .update(orders)
    .set({ status: 'cancelled', cancelReason: 'shopper' })
    .where(eq(orders.id, order.id));
  refusals = 1;
  await shop.db.transaction((tx) =>
    oweMail(tx, shop.ctx, {
      orderId: order.id,
      kind: 'cancelled',
      attemptNumber: 1,
      locale: 'en',
      recipient: order.email,
    }),
  );
  const sends = async () => (await shop.db.select().from(mails)).map(({ status, sends }) => [status, sends]);
  await drive.advance(60_000);
  await vi.waitFor(async () => {
    await drive.runUntilIdle();
    expect(await sends()).toEqual([['owed', 1]]);
  });

  await shop.db.update(mails).set({ nextSendAt: sql`now() - interval '1 minute'` });
  await wakeOwedMails(shop.ctx);
  await vi.waitFor(async () => {
    await drive.runUntilIdle();
    expect(await sends()).toEqual([['sent', 2]]);
  });
  expect(delivered.map(({ to }) => to)).toEqual([order.email]);
});
