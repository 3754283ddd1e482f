import { useTranslations } from 'next-intl';
import { type CartLine, MAX_COPIES } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { titleOf } from '../../_present/book-text.ts';
import { changesOf } from '../../_present/cart-changes.ts';
import { formatWon } from '../../_present/money.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { ChangeText } from './change-text.tsx';
import { LineFrame } from './line-frame.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';

/** One book of the cart: what it costs now, what changed, and what can be done about it. */
export function CartLineItem({ line, locale }: { line: CartLine; locale: Locale }) {
  const t = useTranslations('cart');
  const { book, quantity, payable } = line;
  const title = titleOf(book, locale);
  const isThere = book.available > 0;
  const most = Math.min(book.available, MAX_COPIES);
  return (
    <LineFrame
      line={line}
      locale={locale}
      id={`line-${book.id}`}
      heading="h2"
      amount={
        <p className={`tabular-nums ${payable ? 'font-bold' : 'text-muted line-through'}`}>
          {formatWon(line.amount, locale)}
        </p>
      }
    >
      <ul className="mt-1 text-sm font-medium text-wait">
        {changesOf(line).map((change) => (
          <li key={change.kind}>
            <ChangeText change={change} locale={locale} />
          </li>
        ))}
      </ul>
      {isThere && !payable && (
        <form method="post" action="/cart/lines" className="mt-2">
          <input type="hidden" name="bookId" value={book.id} />
          <input type="hidden" name="intent" value="set" />
          <button
            type="submit"
            name="quantity"
            value={book.available}
            className={buttonClass('secondary', 'text-sm')}
          >
            <span className="sr-only">{title}:</span>{' '}
            {t('takeWhatIsLeft', { n: quantity, left: book.available })}
          </button>
        </form>
      )}
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4">
        {isThere ? (
          <QuantityStepper
            bookId={book.id}
            quantity={quantity}
            most={most}
            labels={{
              group: t('quantityOf', { title }),
              less: t('less', { title }),
              more: t('more', { title }),
            }}
          />
        ) : (
          <p className="text-sm text-muted">{t('copies', { n: quantity })}</p>
        )}
        <form method="post" action="/cart/lines" className="-mr-2 ml-auto flex">
          <input type="hidden" name="bookId" value={book.id} />
          <button
            type="submit"
            name="intent"
            value="save"
            aria-label={t('saveLabel', { title })}
            className={buttonClass('quiet', 'px-2 text-sm')}
          >
            {t('save')}
          </button>
          <button
            type="submit"
            name="intent"
            value="remove"
            aria-label={t('removeLabel', { title })}
            className={buttonClass('quiet', 'px-2 text-sm')}
          >
            {t('remove')}
          </button>
        </form>
      </div>
      {payable && quantity === most && (
        <p className="mt-1 text-sm text-muted">
          {t(most === MAX_COPIES ? 'mostInOrder' : 'mostInStock', { n: most })}
        </p>
      )}
    </LineFrame>
  );
}
