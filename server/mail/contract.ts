import { z } from 'zod';
import { orderNumberSchema } from '../kernel/ids.ts';

/**
 * What a mail announces. An order gets each at most once per charge. Money that came in twice and goes back
 * (`surplus_refunded`) leaves the order as it is, so it is not the news that the order was refunded.
 */
export const MAIL_KINDS = [
  'confirmed',
  'declined',
  'review',
  'cancelled',
  'refunded',
  'surplus_refunded',
] as const;
export const mailKindSchema = z.enum(MAIL_KINDS);
export type MailKind = z.infer<typeof mailKindSchema>;

/**
 * `owed` until it ends: accepted by a mail server (`sent`), written but sent nowhere because the shop has no
 * mail server (`kept`), no longer true when its turn came (`outdated`), or given up (`failed`).
 */
const MAIL_STATUSES = ['owed', 'sent', 'kept', 'outdated', 'failed'] as const;
export const mailStatusSchema = z.enum(MAIL_STATUSES);
export type MailStatus = z.infer<typeof mailStatusSchema>;

/** How long a mail's link may wait to be opened, in days (experience.md: two weeks elsewhere). */
export const LINK_DAYS = 14;

/** Any text: a token that was cut off or mistyped is as good as an unknown one, and answered alike. */
export const openLinkInputSchema = z.object({ token: z.string().max(200) });

/** What opening a link gives: the order to show, or `null` for a token that is unknown, used or too old. */
export const openedLinkSchema = z.object({ number: orderNumberSchema }).nullable();

export const mailListSchema = z.object({
  /** The newest first, at most 100. */
  mails: z.array(
    z.object({
      id: z.uuid(),
      orderNumber: orderNumberSchema,
      kind: mailKindSchema,
      status: mailStatusSchema,
      maskedRecipient: z.string(),
      /** `null` until the mail is written, which happens when it is sent for the first time. */
      subject: z.string().nullable(),
      body: z.string().nullable(),
      sends: z.number().int(),
      lastError: z.string().nullable(),
      createdAt: z.iso.datetime(),
      nextSendAt: z.iso.datetime().nullable(),
      sentAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type MailList = z.infer<typeof mailListSchema>;
