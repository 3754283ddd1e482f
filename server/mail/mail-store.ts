import type { Transaction } from '#db/client.ts';
import { mails } from '#db/schema/mail.ts';

export type Mail = typeof mails.$inferSelect;

/** Writes a mail down unless the order already has this one, and says whether this call did. */
export async function insertMailOnce(
  tx: Transaction,
  mail: Pick<Mail, 'id' | 'orderId' | 'kind' | 'attemptNumber' | 'locale' | 'recipient'>,
): Promise<boolean> {
  const inserted = await tx
    .insert(mails)
    .values(mail)
    .onConflictDoNothing({ target: [mails.orderId, mails.kind, mails.attemptNumber] })
    .returning({ id: mails.id });
  return inserted.length === 1;
}
