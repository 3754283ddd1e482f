import type { Metadata } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../_ui/language-switch.tsx';
import { PageFrame } from '../_ui/page-frame.tsx';
import { ThemeSwitch } from '../_ui/theme-switch.tsx';

export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <PageFrame header={<AdminHeader />} footer={<div className="h-12" />}>
      {children}
    </PageFrame>
  );
}

function AdminHeader() {
  const t = useTranslations('admin');
  const site = useTranslations('site');
  const mails = useTranslations('adminMails');
  return (
    <header className="border-b border-line bg-sunken">
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-3 px-4 py-2 sm:px-6">
        <Link href="/admin/payments" prefetch={false} className="flex min-h-11 items-center gap-2">
          <span className="font-serif text-xl font-bold">{site('name')}</span>
          <span className="text-sm text-muted">{t('section')}</span>
        </Link>
        <nav aria-label={site('navigation')} className="flex items-center gap-1">
          <Link
            href="/admin/mails"
            prefetch={false}
            className="flex min-h-11 items-center px-2 underline underline-offset-4"
          >
            {mails('nav')}
          </Link>
          <LanguageSwitch />
          <ThemeSwitch />
          <Link
            href="/"
            prefetch={false}
            className="flex min-h-11 items-center px-2 underline underline-offset-4"
          >
            {t('shop')}
          </Link>
        </nav>
      </div>
    </header>
  );
}
