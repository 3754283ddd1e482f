import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkPending } from './link-pending.tsx';

type ShelfProps = {
  id: string;
  title: string;
  /** The list that the shelf is the beginning of. */
  all?: { href: string; total: number };
  children: ReactNode;
};

/** A row of books under its name. */
export function Shelf({ id, title, all, children }: ShelfProps) {
  const t = useTranslations('shelf');
  return (
    <section aria-labelledby={id} className="mt-12 sm:mt-16">
      <div className="mb-5 flex items-center justify-between gap-4 border-b border-ink/80 pb-1">
        <h2 id={id} className="font-serif text-heading font-bold">
          {title}
        </h2>
        {all && (
          <Link
            href={all.href}
            prefetch={false}
            aria-label={t('seeAllLabel', { category: title, n: all.total })}
            className="inline-flex min-h-11 items-center text-sm whitespace-nowrap text-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {t('seeAll', { n: all.total })}
            <LinkPending />
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
