import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { BOOK_CATEGORIES, type BookCard, bookCategorySchema } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { shelvesOf } from '../_present/shelves.ts';
import { caller } from '../_trpc/server.ts';
import { BookCover } from '../_ui/book-cover.tsx';
import { BookTile } from '../_ui/book-tile.tsx';
import { buttonClass } from '../_ui/button-class.ts';

type Props = { searchParams: Promise<{ category?: string | string[] }> };

export default async function CataloguePage({ searchParams }: Props) {
  const chosen = bookCategorySchema.safeParse((await searchParams).category);
  const { catalog } = await caller();
  const books = chosen.success
    ? (await catalog.list({ category: chosen.data })).books
    : (await catalog.shelves()).shelves.flatMap((shelf) => shelf.books);
  const shelves = shelvesOf(books);
  const locale = await getLocale();
  const t = await getTranslations('shelf');
  const categories = await getTranslations('categories');
  return (
    <>
      <section className="flex items-end justify-between gap-8 overflow-hidden border-b border-line">
        <div className="py-4 pb-8 md:py-10">
          <h1 className="font-serif text-4xl leading-tight font-bold tracking-tight sm:text-5xl">
            {t('headline')}
          </h1>
          <p className="mt-3 max-w-prose text-lg text-muted">{t('lead')}</p>
        </div>
        {!chosen.success && (
          <ShopWindow books={shelves.flatMap((shelf) => shelf.books.slice(1, 2))} locale={locale} />
        )}
      </section>
      <nav aria-label={t('categories')} className="-mx-4 overflow-x-auto px-4 py-4 sm:mx-0 sm:px-0">
        <ul className="flex gap-2 sm:flex-wrap">
          <CategoryLink href="/" label={t('all')} current={!chosen.success} />
          {BOOK_CATEGORIES.map((category) => (
            <CategoryLink
              key={category}
              href={`/?category=${category}`}
              label={categories(category)}
              current={chosen.data === category}
            />
          ))}
        </ul>
      </nav>
      {shelves.map((shelf) => (
        <section key={shelf.category} aria-labelledby={shelf.category} className="mt-6 mb-12">
          <div className="mb-5 flex items-baseline gap-3">
            <h2 id={shelf.category} className="font-serif text-2xl font-bold">
              {categories(shelf.category)}
            </h2>
            <span className="text-sm text-muted">{t('count', { n: shelf.books.length })}</span>
          </div>
          <Tiles books={shelf.books} locale={locale} />
        </section>
      ))}
      {books.length === 0 && (
        <p className="py-16 text-center text-lg">
          {t('empty')}{' '}
          <Link href="/" className={buttonClass('quiet')}>
            {t('emptyAction')}
          </Link>
        </p>
      )}
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
              <BookCover book={book} locale={locale} />
            </div>
          )
        );
      })}
    </div>
  );
}

function CategoryLink(props: { href: string; label: string; current: boolean }) {
  const look = props.current
    ? 'border-accent bg-accent text-on-accent'
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
      </Link>
    </li>
  );
}

function Tiles({ books, locale }: { books: BookCard[]; locale: Locale }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-5">
      {books.map((book) => (
        <BookTile key={book.id} book={book} locale={locale} />
      ))}
    </ul>
  );
}
