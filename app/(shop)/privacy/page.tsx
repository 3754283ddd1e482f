import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ACCESS_DAYS } from '#server/access/contract.ts';
import { TextPage } from '../../_ui/text-page.tsx';

const SECTIONS = ['collected', 'cookies', 'address', 'others', 'keeping', 'rights'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacy');
  return { title: t('title') };
}

export default async function PrivacyPage() {
  const t = await getTranslations('privacy');
  const footer = await getTranslations('footer');
  const facts = { accessDays: ACCESS_DAYS, email: footer('emailValue'), owner: footer('ownerValue') };
  const sections = SECTIONS.map((id) => ({ id, title: t(`${id}.title`), body: t(`${id}.body`, facts) }));
  return <TextPage title={t('title')} intro={t('intro')} sections={sections} />;
}
