import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NotFoundNotice } from './_ui/not-found-notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notFound');
  return { title: t('title') };
}

export default function NotFound() {
  return (
    <main className="flex flex-1 flex-col justify-center">
      <NotFoundNotice />
    </main>
  );
}
