import type { Transaction } from '#db/client.ts';
import type { Ctx } from '../context.ts';
import type { OrderId } from '../kernel/ids.ts';
import type { Locale } from '../orders/contract.ts';
import { oweEvent } from '../outbox/relay-outbox.ts';
import type { MailKind } from './contract.ts';
import { insertMailOnce } from './mail-store.ts';

export type OwedMail = {
  orderId: OrderId;
  kind: MailKind;
  /** Which charge of the order it is about, from 1. */
  attemptNumber: number;
  locale: Locale;
  /** The shopper's address. */
  recipient: string;
};

/**
 * Owes a shopper a mail, in the transaction of the fact that it announces. Once per order, kind and attempt:
 * a fact that is told again owes nothing more.
 */
export async function oweMail(tx: Transaction, ctx: Pick<Ctx, 'newId'>, mail: OwedMail): Promise<void> {
  const mailId = ctx.newId();
  if (await insertMailOnce(tx, { id: mailId, ...mail })) await oweEvent(tx, ctx, 'mail/owed', { mailId });
}
