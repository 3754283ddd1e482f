import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundNotice } from '../_ui/not-found-notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound');
  return { title: t('title') };
}

/** Within the shop's frame: a reader who is lost has the search at hand. */
export default NotFoundNotice;
