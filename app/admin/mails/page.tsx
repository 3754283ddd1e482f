import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { caller } from '../../_trpc/server.ts';
import { requireAdmin } from '../require-admin.ts';
import { MailItem } from './mail-item.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminMails');
  return { title: t('title') };
}

export default async function MailsPage() {
  const { mails } = await requireAdmin((await caller()).admin.mails());
  const t = await getTranslations('adminMails');
  return (
    <>
      <h1 className="font-serif text-3xl font-bold tracking-tight">{t('title')}</h1>
      <p className="mt-2 text-muted">{mails.length === 0 ? t('empty') : t('newest', { n: mails.length })}</p>
      <ul className="mt-6 border-t border-line">
        {mails.map((mail) => (
          <MailItem key={mail.id} mail={mail} />
        ))}
      </ul>
    </>
  );
}
