import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { LINK_DAYS } from '#server/mail/contract.ts';
import { buttonClass } from '../../../_ui/button-class.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('linkOver');
  return { title: t('title'), robots: { index: false } };
}

/** For whoever follows a mail's link that is unknown, used or too old: it does not say which. */
export default async function LinkOverPage() {
  const t = await getTranslations('linkOver');
  const lookup = await getTranslations('lookup');
  const footer = await getTranslations('footer');
  return (
    <div className="mx-auto max-w-lg py-16 text-center">
      <h1 className="font-serif text-3xl font-bold">{t('title')}</h1>
      <p className="mt-4 text-muted">{t('body', { days: LINK_DAYS })}</p>
      <p className="mt-2 text-muted">{t('help', { email: footer('emailValue') })}</p>
      <p className="mt-8 flex flex-wrap justify-center gap-3">
        <Link href="/orders/lookup" prefetch={false} className={buttonClass('primary')}>
          {lookup('title')}
        </Link>
        <Link href="/" prefetch={false} className={buttonClass('secondary')}>
          {t('action')}
        </Link>
      </p>
    </div>
  );
}
