import { useTranslations } from 'next-intl';
import type { CartLine } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { titleOf } from '../../_present/book-text.ts';
import { priceChangeOf } from '../../_present/cart-changes.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { StockBadge } from '../../_ui/stock-badge.tsx';
import { ChangeText } from './change-text.tsx';
import { LineFrame } from './line-frame.tsx';

type Props = { lines: readonly CartLine[]; locale: Locale; className: string };

/** What was put aside, with the news of its price and stock. */
export function SavedLines({ lines, locale, className }: Props) {
  const t = useTranslations('cart');
  return (
    <section aria-labelledby="saved" className={className}>
      <h2 id="saved" tabIndex={-1} data-place className="w-fit font-serif text-heading font-bold">
        {t('savedTitle')}
      </h2>
      <p className="text-sm text-muted">{t('savedNote')}</p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <SavedLine key={line.book.id} line={line} locale={locale} />
        ))}
      </ul>
    </section>
  );
}

function SavedLine({ line, locale }: { line: CartLine; locale: Locale }) {
  const t = useTranslations('cart');
  const { book } = line;
  const title = titleOf(book, locale);
  const change = priceChangeOf(line);
  return (
    <LineFrame
      line={line}
      locale={locale}
      id={`saved-${book.id}`}
      heading="h3"
      amount={<StockBadge book={book} />}
    >
      {change && (
        <p className="mt-1 text-sm font-medium text-wait">
          <ChangeText change={change} locale={locale} />
        </p>
      )}
      <form
        method="post"
        action="/cart/lines"
        className="mt-2 flex flex-wrap items-center justify-end gap-x-2"
      >
        <input type="hidden" name="bookId" value={book.id} />
        <p className="mr-auto text-sm text-muted">{t('copies', { n: line.quantity })}</p>
        {book.available > 0 && (
          <button
            type="submit"
            name="intent"
            value="move"
            aria-label={t('moveLabel', { title })}
            className={buttonClass('secondary', 'text-sm')}
          >
            {t('move')}
          </button>
        )}
        <button
          type="submit"
          name="intent"
          value="remove"
          aria-label={t('removeLabel', { title })}
          className={buttonClass('quiet', '-mr-2 px-2 text-sm')}
        >
          {t('remove')}
        </button>
      </form>
    </LineFrame>
  );
}
