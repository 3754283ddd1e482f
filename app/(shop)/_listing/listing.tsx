import { getLocale, getTranslations } from 'next-intl/server';
import { BOOKS_PER_PAGE, type ListBooksInput } from '#server/catalog/contract.ts';
import { listingPath } from '../../_present/listing-address.ts';
import { chipsOf } from '../../_present/listing-chips.ts';
import { rangeOnPage } from '../../_present/page-window.ts';
import { caller } from '../../_trpc/server.ts';
import { BookGrid } from '../../_ui/book-grid.tsx';
import { CategoryLinks } from '../../_ui/category-links.tsx';
import { ListingChips } from './listing-chips.tsx';
import { ListingFilters } from './listing-filters.tsx';
import { NoResults } from './no-results.tsx';
import { PageLinks } from './page-links.tsx';
import { SortLinks } from './sort-links.tsx';

/** The books that fit what was asked for, a page of them at a time. All of its state is in the address. */
export async function Listing({ listing }: { listing: ListBooksInput }) {
  const { catalog } = await caller();
  const locale = await getLocale();
  const { books, total, page, pages } = await catalog.list({ ...listing, locale });
  const t = await getTranslations('listing');
  const shelf = await getTranslations('shelf');
  const categories = await getTranslations('categories');
  const { q, category } = listing;
  const named = category === undefined ? shelf('allBooks') : categories(category);
  const range = rangeOnPage(page, BOOKS_PER_PAGE, books.length);
  return (
    <>
      <h1 className="font-serif text-title font-bold">{q === undefined ? named : t('results', { q })}</h1>
      <div className="mt-5">
        <CategoryLinks
          current={category ?? 'all'}
          pathOf={(other) => listingPath({ ...listing, category: other, page: undefined })}
        />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-8 gap-y-3">
        <ListingFilters key={listingPath(listing)} listing={listing} />
        <ListingChips chips={chipsOf(listing)} locale={locale} />
      </div>
      {total === 0 ? (
        <NoResults listing={listing} locale={locale} />
      ) : (
        <section aria-labelledby="range">
          <div className="mt-3 mb-6 flex flex-wrap items-center justify-between gap-x-8 border-b border-ink/80">
            <h2 id="range" className="py-2 text-sm text-muted tabular-nums">
              {pages === 1 ? t('count', { n: total }) : t('range', { ...range, total })}
            </h2>
            <SortLinks listing={listing} />
          </div>
          <BookGrid books={books} locale={locale} kind="list" first />
          <PageLinks page={page} pages={pages} pathOf={(other) => listingPath({ ...listing, page: other })} />
        </section>
      )}
    </>
  );
}
