import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { pageWindow } from '../../_present/page-window.ts';
import { LinkPending } from '../../_ui/link-pending.tsx';

type PageLinksProps = { page: number; pages: number; pathOf: (page: number) => string };

const PLACE = 'inline-flex min-h-11 min-w-11 items-center justify-center rounded-md px-3 tabular-nums';

/** The way to the other pages of a list: the first, the ones beside this one, the last. */
export function PageLinks({ page, pages, pathOf }: PageLinksProps) {
  const t = useTranslations('listing');
  if (pages === 1) return null;
  return (
    <nav aria-label={t('pages')} className="mt-12 flex flex-wrap items-center justify-center gap-1">
      {page > 1 && (
        <PageLink href={pathOf(page - 1)} rel="prev">
          {t('previous')}
        </PageLink>
      )}
      <ul className="flex flex-wrap justify-center gap-1">
        {pageWindow(page, pages).map((place) =>
          'page' in place ? (
            <li key={place.page}>
              <PageLink href={pathOf(place.page)} current={place.page === page}>
                <span className="sr-only">{t('page', { page: place.page })}</span>
                <span aria-hidden="true">{place.page}</span>
              </PageLink>
            </li>
          ) : (
            <li key={`gap-${place.gapAfter}`} aria-hidden="true" className={`${PLACE} text-muted`}>
              …
            </li>
          ),
        )}
      </ul>
      {page < pages && (
        <PageLink href={pathOf(page + 1)} rel="next">
          {t('next')}
        </PageLink>
      )}
    </nav>
  );
}

function PageLink(props: { href: string; children: ReactNode; rel?: 'prev' | 'next'; current?: boolean }) {
  const look = props.current ? 'bg-accent font-semibold text-on-accent' : 'hover:bg-sunken';
  return (
    <Link
      href={props.href}
      prefetch={false}
      rel={props.rel}
      aria-current={props.current ? 'page' : undefined}
      className={`${PLACE} ${look}`}
    >
      {props.children}
      <LinkPending />
    </Link>
  );
}
