import './globals.css';
import type { Metadata, Viewport } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { readPreferences } from './_preferences/read-preferences.ts';
import { OPEN_GRAPH_LOCALES } from './_present/open-graph.ts';
import { shopUrl } from './_trpc/server.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('site');
  const name = t('name');
  return {
    metadataBase: new URL(shopUrl()),
    title: { default: name, template: `%s · ${name}` },
    description: t('description'),
    openGraph: { ...OPEN_GRAPH_LOCALES[await getLocale()], type: 'website', siteName: name },
    twitter: { card: 'summary_large_image' },
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await readPreferences();
  return (
    <html lang={locale} data-theme={theme ?? undefined}>
      <body className="flex min-h-dvh flex-col">{children}</body>
    </html>
  );
}
