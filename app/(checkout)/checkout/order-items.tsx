import { useTranslations } from 'next-intl';
import type { CartLine } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { titleOf } from '../../_present/book-text.ts';
import { formatWon } from '../../_present/money.ts';
import { BookCover } from '../../_ui/book-cover.tsx';

/** The books of the cart with what they cost. What cannot be bought now is shown as left out of the total. */
export function OrderItems({ lines, locale }: { lines: CartLine[]; locale: Locale }) {
  const t = useTranslations('checkout');
  return (
    <ul className="space-y-3">
      {lines.map(({ book, quantity, amount, payable }) => (
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
                ? t('copies', { n: quantity, price: formatWon(book.salePrice, locale) })
                : book.available > 0
                  ? t('leftOutFewer', { n: book.available })
                  : t('leftOutSoldOut')}
            </p>
          </div>
          <p className={`tabular-nums ${payable ? '' : 'line-through'}`}>{formatWon(amount, locale)}</p>
        </li>
      ))}
    </ul>
  );
}
