import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { MAX_COPIES } from '#server/cart/contract.ts';
import { SHIPPING_WON } from '#server/orders/contract.ts';
import { authorOf, otherTitleOf, publisherOf, titleOf } from '../../../_present/book-text.ts';
import { formatWon } from '../../../_present/money.ts';
import { ClientSide } from '../../../_trpc/client-side.tsx';
import { orNotFound } from '../../../_trpc/or-not-found.ts';
import { caller } from '../../../_trpc/server.ts';
import { BookCover } from '../../../_ui/book-cover.tsx';
import { Price } from '../../../_ui/price.tsx';
import { StockBadge } from '../../../_ui/stock-badge.tsx';
import { AddToCart } from './add-to-cart.tsx';

type Props = { params: Promise<{ slug: string }> };

const loadBook = cache(async (slug: string) => orNotFound((await caller()).catalog.book({ slug })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const book = await loadBook((await params).slug);
  const locale = await getLocale();
  return {
    title: `${titleOf(book, locale)} — ${authorOf(book, locale)}`,
    description: locale === 'ko' ? book.descriptionKo : book.descriptionEn,
  };
}

export default async function BookPage({ params }: Props) {
  const book = await loadBook((await params).slug);
  const locale = await getLocale();
  const t = await getTranslations('book');
  const categories = await getTranslations('categories');
  const facts = [
    [t('author'), authorOf(book, locale)],
    [t('publisher'), publisherOf(book, locale)],
    [t('category'), categories(book.category)],
    [t('publishedYear'), t('year', { year: String(book.publishedYear) })],
    [t('pages'), t('pageCount', { n: book.pages })],
    ...(book.isbn13 === null ? [] : [[t('isbn'), book.isbn13]]),
  ] as const;
  return (
    <div className="grid gap-8 md:grid-cols-[minmax(0,20rem)_1fr] md:gap-14">
      <div className="mx-auto w-3/5 max-w-80 md:w-full">
        <div className="overflow-hidden rounded-sm shadow-xl">
          <BookCover book={book} locale={locale} />
        </div>
      </div>
      <div className="max-w-2xl">
        <p className="text-sm text-muted">{categories(book.category)}</p>
        <h1 className="mt-1 font-serif text-3xl leading-tight font-bold tracking-tight sm:text-4xl">
          {titleOf(book, locale)}
        </h1>
        <p lang={locale === 'ko' ? 'en' : 'ko'} className="mt-1 font-serif text-lg text-muted lang-en:italic">
          {otherTitleOf(book, locale)}
        </p>
        <p className="mt-3">
          {t('authorAndPublisher', { author: authorOf(book, locale), publisher: publisherOf(book, locale) })}
        </p>
        <div className="mt-6 space-y-2 border-t border-line pt-6">
          <Price book={book} locale={locale} className="text-3xl" />
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <StockBadge book={book} />
            {t('delivery', { shipping: formatWon(SHIPPING_WON, locale) })}
          </p>
        </div>
        {book.available === 0 ? (
          <p className="mt-6 rounded-lg bg-sunken p-4 text-muted">{t('soldOutNote')}</p>
        ) : (
          <ClientSide namespaces={['book']}>
            <AddToCart bookId={book.id} most={Math.min(book.available, MAX_COPIES)} />
          </ClientSide>
        )}
        <section aria-labelledby="about" className="mt-10">
          <h2 id="about" className="font-serif text-xl font-bold">
            {t('about')}
          </h2>
          <p className="mt-3 text-lg leading-relaxed">
            {locale === 'ko' ? book.descriptionKo : book.descriptionEn}
          </p>
        </section>
        <section aria-labelledby="details" className="mt-10">
          <h2 id="details" className="font-serif text-xl font-bold">
            {t('details')}
          </h2>
          <dl className="mt-3 divide-y divide-line border-y border-line">
            {facts.map(([name, value]) => (
              <div key={name} className="grid grid-cols-[9rem_1fr] gap-4 py-2.5">
                <dt className="text-muted">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </div>
  );
}
