import { hashSecret, newSecret } from '../access/secrets.ts';
import type { Ctx } from '../context.ts';
import { LINK_DAYS } from './contract.ts';
import { decideMessage } from './decide-message.ts';
import { insertOrderLink } from './link-store.ts';
import {
  claimMail,
  endMail,
  findMailFacts,
  type Mail,
  markMailSent,
  markSendFailed,
  writeMail,
} from './mail-store.ts';
import { mailText } from './mail-text.ts';
import type { Mailer, OutgoingMail } from './mailer.ts';
import { nextSendDelayMs, SEND_LEASE_MS } from './rules.ts';

/**
 * How sending went. `not_due`: somebody else is sending it, it waits after a failure, or it has ended.
 * `not_accepted`: it stays owed, or is given up after days.
 */
export type MailOutcome = 'sent' | 'kept' | 'outdated' | 'not_accepted' | 'not_due';

/**
 * Writes a mail that is due and hands it to the mail server; without one it is only kept. At once on two
 * machines it is sent once. A crash between the server's yes and our row sends it again with the same
 * Message-ID.
 */
export async function sendMail(ctx: Ctx, mailId: string): Promise<MailOutcome> {
  const written = await writeDueMail(ctx, mailId);
  if (typeof written === 'string') return written;
  const { mail, ageMs, mailer, outgoing } = written;
  try {
    await mailer.deliver(outgoing);
  } catch (error) {
    const lastError = error instanceof Error ? error.message : 'unknown';
    const delayMs = nextSendDelayMs(mail.sends, ageMs);
    await markSendFailed(ctx.db, mail, { lastError, delayMs });
    ctx.log.warn({ mailId, sends: mail.sends, lastError, delayMs }, 'the mail server did not take a mail');
    return 'not_accepted';
  }
  await markMailSent(ctx.db, mail.id);
  return 'sent';
}

type WrittenMail = { mail: Mail; ageMs: number; mailer: Mailer; outgoing: OutgoingMail };

/** Takes a due mail and writes it by what is true now. No byte has travelled to a mail server when this commits. */
async function writeDueMail(
  ctx: Ctx,
  mailId: string,
): Promise<WrittenMail | 'not_due' | 'outdated' | 'kept'> {
  return ctx.db.transaction(async (tx) => {
    const mail = await claimMail(tx, mailId, SEND_LEASE_MS);
    if (!mail) return 'not_due';
    const facts = await findMailFacts(tx, mail);
    const message = decideMessage(mail.kind, mail.attemptNumber, facts);
    if (!message) {
      await endMail(tx, mail.id, 'outdated');
      return 'outdated';
    }
    // The copy that stays must not open the order: whoever reads the database reads it, too.
    const kept = mailText(message, mail.locale, orderLink(ctx.shopUrl, '…'));
    await writeMail(tx, mail.id, { subject: kept.subject, body: kept.text });
    const { mailer } = ctx;
    if (!mailer) {
      await endMail(tx, mail.id, 'kept');
      return 'kept';
    }
    const token = newSecret();
    await insertOrderLink(tx, { tokenHash: hashSecret(token), orderId: mail.orderId }, LINK_DAYS);
    const { subject, text } = mailText(message, mail.locale, orderLink(ctx.shopUrl, token));
    const messageId = `<${mail.id}@${new URL(ctx.shopUrl).hostname}>`;
    return {
      mail,
      mailer,
      ageMs: facts.now.getTime() - mail.createdAt.getTime(),
      outgoing: { messageId, to: mail.recipient, subject, text },
    };
  });
}

function orderLink(shopUrl: string, token: string): string {
  return `${new URL(shopUrl).origin}/orders/open?token=${token}`;
}
