import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BOOK_CATEGORIES, type BookCategory } from '#server/catalog/contract.ts';
import { LinkPending } from './link-pending.tsx';

type CategoryLinksProps = {
  /** What is shown: a category, all books, or (on the front page) a bit of everything. */
  current: BookCategory | 'all' | 'front';
  /** The address of the list of a category, or of all books. */
  pathOf: (category: BookCategory | undefined) => string;
};

/** The shop's categories in a row; on a phone the row is swiped. */
export function CategoryLinks({ current, pathOf }: CategoryLinksProps) {
  const t = useTranslations('shelf');
  const categories = useTranslations('categories');
  return (
    <nav aria-label={t('categories')} className="-mx-4 scroll-px-4 overflow-x-auto px-4 py-1 sm:mx-0 sm:px-0">
      <ul className="flex gap-2 sm:flex-wrap">
        <CategoryLink href={pathOf(undefined)} label={t('allBooks')} current={current === 'all'} />
        {BOOK_CATEGORIES.map((category) => (
          <CategoryLink
            key={category}
            href={pathOf(category)}
            label={categories(category)}
            current={current === category}
          />
        ))}
      </ul>
    </nav>
  );
}

function CategoryLink(props: { href: string; label: string; current: boolean }) {
  const look = props.current
    ? 'border-accent bg-accent text-on-accent [scroll-initial-target:nearest]'
    : 'border-line bg-surface text-ink hover:border-control-line';
  return (
    <li>
      <Link
        href={props.href}
        prefetch={false}
        aria-current={props.current ? 'page' : undefined}
        className={`inline-flex min-h-11 items-center rounded-full border px-3.5 text-sm whitespace-nowrap ${look}`}
      >
        {props.label}
        <LinkPending />
      </Link>
    </li>
  );
}
