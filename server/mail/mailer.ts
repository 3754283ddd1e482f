export type OutgoingMail = {
  /** Stays the same however often the mail is sent, so that receivers can drop a double. */
  messageId: string;
  /** One address. */
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
};

/** Hands mails to a mail server. */
export type Mailer = {
  /**
   * Resolves when the server has taken the mail, within `DELIVERY_LIMIT_MS`. Rejects when it refused it or
   * when nobody knows; the error's message is a short code and never holds an address.
   */
  deliver(mail: OutgoingMail): Promise<void>;
};

/** How long handing over one mail may take, in ms. Shorter than the sender's lease on it. */
export const DELIVERY_LIMIT_MS = 20_000;
