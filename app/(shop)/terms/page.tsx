import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TextPage } from '../../_ui/text-page.tsx';

const SECTIONS = ['contract', 'price', 'payment', 'withdrawal', 'supply', 'dispute'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('terms');
  return { title: t('title') };
}

export default async function TermsPage() {
  const t = await getTranslations('terms');
  const footer = await getTranslations('footer');
  const sections = SECTIONS.map((id) => ({
    id,
    title: t(`${id}.title`),
    body: t(`${id}.body`, { email: footer('emailValue') }),
  }));
  return <TextPage title={t('title')} intro={t('intro')} sections={sections} />;
}
