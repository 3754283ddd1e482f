import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CartLine } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { authorOf, titleOf } from '../../_present/book-text.ts';
import { formatWon } from '../../_present/money.ts';
import { formatDay } from '../../_present/time.ts';
import { BookCover } from '../../_ui/book-cover.tsx';
import { NotChanged } from './live-cart.tsx';

type Props = {
  line: CartLine;
  locale: Locale;
  /** The heading, by whose name other parts of the page lead to the line. */
  id: string;
  heading: 'h2' | 'h3';
  /** What stands at the end of the title's row. */
  amount: ReactNode;
  children: ReactNode;
};

/** What every line shows of its book, in the cart and saved for later. A book without copies is greyed. */
export function LineFrame({ line: { book }, locale, id, heading: Heading, amount, children }: Props) {
  const t = useTranslations('cart');
  return (
    <li className="grid grid-cols-[4.5rem_1fr] gap-4 py-5 sm:grid-cols-[6rem_1fr]">
      <div
        className={`self-start overflow-hidden rounded-sm shadow-md ${book.available === 0 ? 'opacity-60 grayscale' : ''}`}
      >
        <BookCover book={book} locale={locale} />
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <Heading
            id={id}
            tabIndex={-1}
            data-place
            className="scroll-mt-4 font-serif text-lg leading-snug font-semibold"
          >
            <Link href={`/books/${book.slug}`} prefetch={false} className="hover:underline">
              {titleOf(book, locale)}
            </Link>
          </Heading>
          {amount}
        </div>
        <p className="text-sm text-muted">
          {authorOf(book, locale)} · {t('unitPrice', { price: formatWon(book.salePrice, locale) })}
          {book.onSaleFrom !== null && ` · ${t('onSaleFrom', { day: formatDay(book.onSaleFrom, locale) })}`}
        </p>
        {children}
        <NotChanged subject={book.id}>{t('notices.unchanged')}</NotChanged>
      </div>
    </li>
  );
}
