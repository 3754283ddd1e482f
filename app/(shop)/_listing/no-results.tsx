import { getTranslations } from 'next-intl/server';
import type { ListBooksInput } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { chipsOf } from '../../_present/listing-chips.ts';
import { caller } from '../../_trpc/server.ts';
import { BookGrid } from '../../_ui/book-grid.tsx';
import { Shelf } from '../../_ui/shelf.tsx';

/** Nothing fits: what may help, and books to go on with. The chips to take off stand above. */
export async function NoResults({ listing, locale }: { listing: ListBooksInput; locale: Locale }) {
  const { bestsellers } = await (await caller()).catalog.shelves();
  const t = await getTranslations('listing');
  const isNarrowed = listing.category !== undefined || chipsOf(listing).some(({ kind }) => kind !== 'words');
  return (
    <>
      <div className="mt-8 rounded-lg bg-sunken px-5 py-8 text-center sm:py-12">
        <h2 className="font-serif text-heading font-bold">
          {listing.q === undefined ? t('noneFit') : t('noResults', { q: listing.q })}
        </h2>
        {listing.q !== undefined && <p className="mt-3 text-muted">{t('checkSpelling')}</p>}
        {isNarrowed && <p className="mt-1 text-muted">{t('takeOffSome')}</p>}
      </div>
      <Shelf id="meanwhile" title={t('meanwhile')}>
        <BookGrid books={bestsellers} locale={locale} kind="shelf" />
      </Shelf>
    </>
  );
}
