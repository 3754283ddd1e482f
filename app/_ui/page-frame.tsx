import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** Skip link, header, the page itself and footer, in the order in which a keyboard meets them. */
export function PageFrame(props: { header: ReactNode; footer: ReactNode; children: ReactNode }) {
  const t = useTranslations('site');
  return (
    <>
      <a
        href="#main"
        className="sr-only z-10 rounded-md bg-accent px-4 py-3 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('skip')}
      </a>
      {props.header}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 outline-none sm:px-6 sm:pt-10"
      >
        {props.children}
      </main>
      {props.footer}
    </>
  );
}
