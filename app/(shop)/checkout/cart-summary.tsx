import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CartView } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { titleOf } from '../../_present/book-text.ts';
import { formatWon } from '../../_present/money.ts';
import { BookCover } from '../../_ui/book-cover.tsx';
import { buttonClass } from '../../_ui/button-class.ts';
import { CartTotals } from '../../_ui/cart-totals.tsx';

/** What is about to be bought, to be checked before paying. */
export function CartSummary({ cart, locale }: { cart: CartView; locale: Locale }) {
  const t = useTranslations('checkout');
  return (
    <section aria-labelledby="order-summary" className="rounded-lg border border-line bg-surface p-5">
      <div className="flex items-center justify-between gap-4">
        <h2 id="order-summary" className="font-serif text-xl font-bold">
          {t('summary')}
        </h2>
        <Link href="/cart" prefetch={false} className={buttonClass('quiet')}>
          {t('editCart')}
        </Link>
      </div>
      <ul className="mt-3 space-y-3">
        {cart.lines.map(({ book, quantity, amount, payable }) => (
          <li
            key={book.id}
            className={`grid grid-cols-[2.75rem_1fr_auto] gap-3 ${payable ? '' : 'text-muted'}`}
          >
            <div
              className={`self-start overflow-hidden rounded-xs shadow ${payable ? '' : 'opacity-50 grayscale'}`}
            >
              <BookCover book={book} locale={locale} />
            </div>
            <div>
              <p className="font-serif leading-snug font-semibold">{titleOf(book, locale)}</p>
              <p className="text-sm text-muted">
                {payable
                  ? t('copies', { n: quantity })
                  : book.available > 0
                    ? t('leftOutFewer', { n: book.available })
                    : t('leftOutSoldOut')}
              </p>
            </div>
            <p className={`tabular-nums ${payable ? '' : 'line-through'}`}>{formatWon(amount, locale)}</p>
          </li>
        ))}
      </ul>
      <CartTotals cart={cart} locale={locale} />
    </section>
  );
}
