import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { authorOf, otherTitleOf, publisherOf, titleOf } from '../../../_present/book-text.ts';
import { listingPath } from '../../../_present/listing-address.ts';
import { orNotFound } from '../../../_trpc/or-not-found.ts';
import { caller } from '../../../_trpc/server.ts';
import { BookCover } from '../../../_ui/book-cover.tsx';
import { BookGrid } from '../../../_ui/book-grid.tsx';
import { LinkPending } from '../../../_ui/link-pending.tsx';
import { Shelf } from '../../../_ui/shelf.tsx';
import { BookFacts } from './book-facts.tsx';
import { bookMetadata } from './book-metadata.ts';
import { HowToBuy } from './how-to-buy.tsx';
import { BookStructuredData } from './structured-data.tsx';
import { TermsOfSale } from './terms-of-sale.tsx';

type Props = { params: Promise<{ slug: string }> };

const loadBook = cache(async (slug: string) => orNotFound((await caller()).catalog.book({ slug })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return bookMetadata(await loadBook((await params).slug));
}

export default async function BookPage({ params }: Props) {
  const book = await loadBook((await params).slug);
  const { books: similar } = await (await caller()).catalog.similar({ slug: book.slug });
  const locale = await getLocale();
  const t = await getTranslations('book');
  const categories = await getTranslations('categories');
  const canOrder = book.available > 0;
  const similarBooks = similar.length > 0 && (
    <Shelf id="similar" title={canOrder ? t('similar') : t('instead')}>
      <BookGrid books={similar} locale={locale} kind="shelf" />
    </Shelf>
  );
  return (
    <>
      <BookStructuredData book={book} />
      <div className="grid gap-8 md:grid-cols-[minmax(0,20rem)_1fr] md:gap-14">
        <div className="mx-auto w-1/2 max-w-80 sm:w-2/5 md:w-full">
          <div className="overflow-hidden rounded-sm shadow-xl">
            <BookCover book={book} locale={locale} loading="eager" fetchPriority="high" />
          </div>
        </div>
        <div className="max-w-2xl">
          <Link
            href={listingPath({ category: book.category })}
            prefetch={false}
            className="-my-2 inline-flex min-h-11 items-center text-sm text-muted underline-offset-4 hover:text-ink hover:underline"
          >
            {categories(book.category)}
            <LinkPending />
          </Link>
          <h1 className="font-serif text-title font-bold">{titleOf(book, locale)}</h1>
          <p
            lang={locale === 'ko' ? 'en' : 'ko'}
            className="mt-1 font-serif text-lg text-muted lang-en:italic"
          >
            {otherTitleOf(book, locale)}
          </p>
          <p className="mt-3">
            {t('byline', {
              author: authorOf(book, locale),
              publisher: publisherOf(book, locale),
              year: String(book.publishedYear),
            })}
          </p>
          <TermsOfSale book={book} locale={locale} />
          <HowToBuy book={book} locale={locale} />
        </div>
      </div>
      {!canOrder && similarBooks}
      <div className="mt-12 grid gap-x-14 gap-y-10 border-t border-line pt-8 sm:mt-16 md:grid-cols-2">
        <section aria-labelledby="about">
          <h2 id="about" className="font-serif text-heading font-bold">
            {t('about')}
          </h2>
          <p className="mt-3 text-lg leading-relaxed">
            {locale === 'ko' ? book.descriptionKo : book.descriptionEn}
          </p>
        </section>
        <section aria-labelledby="details">
          <h2 id="details" className="font-serif text-heading font-bold">
            {t('details')}
          </h2>
          <BookFacts book={book} locale={locale} />
        </section>
      </div>
      {canOrder && similarBooks}
    </>
  );
}
