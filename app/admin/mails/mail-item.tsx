import { useLocale, useTranslations } from 'next-intl';
import type { MailList } from '#server/mail/contract.ts';
import { formatDateTime } from '../../_present/time.ts';

/** One mail: what it was about, what became of it, and its text when opened. */
export function MailItem({ mail }: { mail: MailList['mails'][number] }) {
  const t = useTranslations('adminMails');
  const locale = useLocale();
  const time = (iso: string) => formatDateTime(iso, locale);
  return (
    <li className="border-b border-line py-3" data-testid="mail" data-status={mail.status}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <strong>{t(`kind.${mail.kind}`)}</strong> <span className="tabular-nums">{mail.orderNumber}</span>{' '}
          <span className="text-sm text-muted">{mail.maskedRecipient}</span>
        </p>
        <p className={mail.status === 'failed' ? 'font-semibold text-wait' : ''}>
          {t(`status.${mail.status}`)}
        </p>
      </div>
      <p className="mt-1 text-sm text-muted">
        {t('createdAt', { time: time(mail.createdAt) })}
        {mail.sentAt !== null && ` · ${t('sentAt', { time: time(mail.sentAt) })}`}
        {mail.nextSendAt !== null && ` · ${t('nextSendAt', { time: time(mail.nextSendAt) })}`}
        {mail.lastError !== null && ` · ${t('lastError', { n: mail.sends, error: mail.lastError })}`}
      </p>
      {mail.subject !== null && (
        <details className="mt-2">
          <summary className="min-h-11 cursor-pointer py-2">{mail.subject}</summary>
          <pre className="mt-2 max-w-prose rounded-lg bg-sunken p-4 font-sans whitespace-pre-wrap">
            {mail.body}
          </pre>
        </details>
      )}
    </li>
  );
}
