import { getLocale, getTranslations } from 'next-intl/server';
import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { listingPath } from '../_present/listing-address.ts';
import { caller } from '../_trpc/server.ts';
import { BookCover } from '../_ui/book-cover.tsx';
import { BookGrid } from '../_ui/book-grid.tsx';
import { CategoryLinks } from '../_ui/category-links.tsx';
import { Shelf } from '../_ui/shelf.tsx';
import { FrontStructuredData } from './front-structured-data.tsx';

/** The shop from the door: what sells best, and a shelf of each category. */
export async function FrontPage() {
  const { bestsellers, shelves } = await (await caller()).catalog.shelves();
  const locale = await getLocale();
  const t = await getTranslations('shelf');
  const categories = await getTranslations('categories');
  return (
    <>
      <FrontStructuredData />
      <section className="flex items-end justify-between gap-8 overflow-hidden border-b border-ink/80">
        <div className="pt-4 pb-8 md:py-12">
          <h1 className="font-serif text-display font-bold">{t('headline')}</h1>
          <p className="mt-4 max-w-prose text-lg text-muted">{t('lead')}</p>
        </div>
        <ShopWindow books={shelves.flatMap(({ books }) => books.slice(0, 1))} locale={locale} />
      </section>
      <div className="mt-4">
        <CategoryLinks current="front" pathOf={(category) => listingPath({ category })} />
      </div>
      <Shelf id="bestsellers" title={t('bestsellers')}>
        <BookGrid books={bestsellers} locale={locale} kind="shelf" ranked first />
      </Shelf>
      {shelves.map(({ category, total, books }) => (
        <Shelf
          key={category}
          id={category}
          title={categories(category)}
          all={{ href: listingPath({ category }), total }}
        >
          <BookGrid books={books} locale={locale} kind="shelf" />
        </Shelf>
      ))}
    </>
  );
}

/** Three covers as in the window of a shop: decoration, because the books stand on the shelves below. */
function ShopWindow({ books, locale }: { books: BookCard[]; locale: Locale }) {
  const places = ['translate-y-6 -rotate-3', 'translate-y-2', 'translate-y-8 rotate-3'];
  return (
    <div aria-hidden="true" className="hidden shrink-0 gap-5 px-4 pt-4 md:flex">
      {places.map((place, index) => {
        const book = books[index];
        return (
          book && (
            <div key={book.id} className={`w-28 overflow-hidden rounded-sm shadow-lg lg:w-36 ${place}`}>
              <BookCover book={book} locale={locale} loading="eager" />
            </div>
          )
        );
      })}
    </div>
  );
}
