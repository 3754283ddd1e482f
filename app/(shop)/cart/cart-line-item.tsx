import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type CartLine, MAX_COPIES } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { authorOf, titleOf } from '../../_present/book-text.ts';
import { type CartLineChange, changesOf } from '../../_present/cart-changes.ts';
import { formatWon } from '../../_present/money.ts';
import { BookCover } from '../../_ui/book-cover.tsx';
import { LineQuantity } from './line-quantity.tsx';

/** One book of the cart: what it costs now, what changed, and how to change it. */
export function CartLineItem({ line, locale }: { line: CartLine; locale: Locale }) {
  const t = useTranslations('cart');
  const title = titleOf(line.book, locale);
  const faded = line.payable ? '' : 'opacity-60 grayscale';
  return (
    <li className="grid grid-cols-[4.5rem_1fr] gap-4 py-5 sm:grid-cols-[6rem_1fr]">
      <div className={`self-start overflow-hidden rounded-sm shadow-md ${faded}`}>
        <BookCover book={line.book} locale={locale} />
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 className="font-serif text-lg leading-snug font-semibold">
            <Link href={`/books/${line.book.slug}`} prefetch={false} className="hover:underline">
              {title}
            </Link>
          </h2>
          <p className={`tabular-nums ${line.payable ? 'font-bold' : 'text-muted line-through'}`}>
            {formatWon(line.amount, locale)}
          </p>
        </div>
        <p className="text-sm text-muted">
          {authorOf(line.book, locale)} · {t('unitPrice', { price: formatWon(line.book.salePrice, locale) })}
        </p>
        <ul className="mt-1 text-sm font-medium text-wait">
          {changesOf(line).map((change) => (
            <li key={change.kind}>
              <ChangeText change={change} locale={locale} />
            </li>
          ))}
        </ul>
        <LineQuantity
          bookId={line.book.id}
          title={title}
          quantity={line.quantity}
          most={Math.min(line.book.available, MAX_COPIES)}
        />
      </div>
    </li>
  );
}

function ChangeText({ change, locale }: { change: CartLineChange; locale: Locale }) {
  const t = useTranslations('cart');
  switch (change.kind) {
    case 'price_rose':
      return t('priceRose', { old: formatWon(change.old, locale) });
    case 'price_fell':
      return t('priceFell', { old: formatWon(change.old, locale) });
    case 'sold_out':
      return t('soldOut');
    case 'fewer_left':
      return t('fewerLeft', { n: change.available });
  }
}
