import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ListBooksInput } from '#server/catalog/contract.ts';
import { listingPath, sortOf, sortsFor } from '../../_present/listing-address.ts';
import { LinkPending } from '../../_ui/link-pending.tsx';

/** The orders a list can be put in. Links, so that one press is enough with and without a script. */
export function SortLinks({ listing }: { listing: ListBooksInput }) {
  const t = useTranslations('listing');
  const current = sortOf(listing);
  return (
    <nav aria-label={t('sort')}>
      <ul className="-mx-2 flex flex-wrap text-sm">
        {sortsFor(listing).map((sort) => (
          <li key={sort}>
            <Link
              href={listingPath({ ...listing, sort, page: undefined })}
              prefetch={false}
              aria-current={sort === current ? 'true' : undefined}
              className="inline-flex min-h-11 items-center px-2 whitespace-nowrap text-muted underline-offset-8 hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2"
            >
              {t(`sorts.${sort}`)}
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
