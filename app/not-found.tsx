import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from './_ui/button-class.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound');
  return { title: t('title') };
}

export default async function NotFound() {
  const t = await getTranslations('notFound');
  return (
    <main className="mx-auto flex max-w-lg flex-1 flex-col justify-center px-4 py-24 text-center">
      <h1 className="font-serif text-3xl font-bold">{t('title')}</h1>
      <p className="mt-4 text-muted">{t('body')}</p>
      <p className="mt-8">
        <Link href="/" prefetch={false} className={buttonClass('primary')}>
          {t('action')}
        </Link>
      </p>
    </main>
  );
}
