import type { Ctx } from '../context.ts';
import { maskEmail } from '../kernel/mask-email.ts';
import type { MailList } from './contract.ts';
import { findNewestMails } from './mail-store.ts';

/** Mails on one screen. */
const PAGE = 100;

/** The newest mails with what became of them, as the admin's list shows them. */
export async function listMails(ctx: Ctx): Promise<MailList> {
  const rows = await findNewestMails(ctx.db, PAGE);
  return {
    mails: rows.map(({ mail, orderNumber }) => ({
      id: mail.id,
      orderNumber,
      kind: mail.kind,
      status: mail.status,
      maskedRecipient: maskEmail(mail.recipient),
      subject: mail.subject,
      body: mail.body,
      sends: mail.sends,
      lastError: mail.lastError,
      createdAt: mail.createdAt.toISOString(),
      nextSendAt: mail.nextSendAt?.toISOString() ?? null,
      sentAt: mail.sentAt?.toISOString() ?? null,
    })),
  };
}
