import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { CartView } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { wonToFreeShipping } from '../../_present/free-shipping.ts';
import { formatWon } from '../../_present/money.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { CartTotals } from '../../_ui/cart-totals.tsx';

/**
 * What is to be paid, and the way there. On a wide page one box that stays in sight; on a phone the totals stand
 * below the lines, and the button stays at the bottom of the screen until they come into sight.
 */
export function OrderBox({ cart, locale }: { cart: CartView; locale: Locale }) {
  const t = useTranslations('cart');
  const missing = wonToFreeShipping(cart.itemsTotal);
  return (
    <section
      aria-labelledby="summary"
      className="max-lg:contents lg:sticky lg:top-6 lg:row-span-2 lg:h-fit lg:rounded-lg lg:border lg:border-line lg:bg-surface lg:p-5"
    >
      <div className="max-lg:mt-6 max-lg:rounded-lg max-lg:border max-lg:border-line max-lg:bg-surface max-lg:p-5">
        <h2 id="summary" tabIndex={-1} data-place className="w-fit font-serif text-heading font-bold">
          {t('summary')}
        </h2>
        <div className="group-aria-busy/cart:opacity-60">
          <CartTotals cart={cart} locale={locale} />
        </div>
        {cart.total > 0 && (
          <ul className="mt-3 space-y-1 text-sm text-muted">
            {missing !== null && (
              <li className="font-medium text-ink">
                {t('moreForFreeShipping', { missing: formatWon(missing, locale) })}
              </li>
            )}
            <li>{t('points', { points: cart.points })}</li>
            <li>{t('guest')}</li>
          </ul>
        )}
      </div>
      {cart.total > 0 ? (
        <div className="sticky bottom-0 z-10 -mx-4 border-t border-line bg-paper px-4 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] max-lg:mt-4 sm:-mx-6 sm:px-6 lg:static lg:mx-0 lg:mt-5 lg:border-0 lg:bg-transparent lg:p-0">
          <Link href="/checkout" prefetch={false} className={buttonClass('primary', 'w-full')}>
            {t('order', { total: formatWon(cart.total, locale) })}
          </Link>
        </div>
      ) : (
        <p className="mt-5 text-muted">{t('nothingPayable')}</p>
      )}
    </section>
  );
}
