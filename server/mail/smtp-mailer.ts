import { createTransport } from 'nodemailer';
import { DELIVERY_LIMIT_MS, type Mailer } from './mailer.ts';

/**
 * A mailer that speaks SMTP.
 *
 * @param url `smtp://` or `smtps://`, with user and password where the server wants them
 * @param from the sender, e.g. `느린책방 <orders@books.example>`
 * @param limitMs gives up on a silent server after this time
 */
export function createSmtpMailer({
  url,
  from,
  limitMs = DELIVERY_LIMIT_MS,
}: {
  url: string;
  from: string;
  limitMs?: number;
}): Mailer {
  const transport = createTransport(url);
  return {
    async deliver({ messageId, to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          // As an object an address is never read as a list of several.
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          // RFC 3834: nobody is on holiday for a receipt.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(limitMs),
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        // The server's own words often repeat the address, so they and the cause stay here.
        throw new Error(failureCode(error));
      }
    },
  };
}

/** `EENVELOPE 550`, `ECONNECTION`, `EABORT`: what nodemailer and the server call it. */
function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const reply = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : '';
  return `${code} ${reply}`.trim();
}
