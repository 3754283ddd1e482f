/** What a mail announces. An order gets each at most once: `declined` and `review` count per attempt. */
export const MAIL_KINDS = ['confirmed', 'declined', 'review', 'cancelled', 'refunded'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
