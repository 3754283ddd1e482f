import { useTranslations } from 'next-intl';
import { MAX_COPIES } from '#server/cart/contract.ts';
import type { BookPage } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { ClientMessages } from '../../../_messages/client-messages.tsx';
import { formatWon } from '../../../_present/money.ts';
import { buttonClass } from '../../../_ui/button-class.ts';
import { AddToCart } from './add-to-cart.tsx';

/** The way into the cart; or why there is none, and the way to books that have one. */
export function HowToBuy({ book, locale }: { book: BookPage; locale: Locale }) {
  const t = useTranslations('book');
  if (book.available > 0) {
    return (
      <ClientMessages namespaces={['book']}>
        <AddToCart
          bookId={book.id}
          most={Math.min(book.available, MAX_COPIES)}
          mostInOrder={MAX_COPIES}
          isPreorder={book.availability === 'preorder'}
          price={formatWon(book.salePrice, locale)}
        />
      </ClientMessages>
    );
  }
  const isOver = book.availability === 'out_of_print';
  return (
    <div className="mt-6 rounded-lg bg-sunken p-5">
      <p className="font-semibold">{isOver ? t('stock.out_of_print') : t('stock.temporarily_out')}</p>
      <p className="mt-1 text-muted">{isOver ? t('outOfPrintNote') : t('temporarilyOutNote')}</p>
      <p className="mt-4 flex flex-wrap gap-3">
        {!isOver && (
          <button type="button" disabled className={buttonClass('secondary')}>
            {t('add')}
          </button>
        )}
        <a href="#similar" className={buttonClass('primary')}>
          {t('seeSimilar')}
        </a>
      </p>
    </div>
  );
}
