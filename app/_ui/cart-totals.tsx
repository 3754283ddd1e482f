import { useTranslations } from 'next-intl';
import type { CartView } from '#server/cart/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { formatWon } from '../_present/money.ts';

type CartTotalsProps = { cart: Pick<CartView, 'itemsTotal' | 'shipping' | 'total'>; locale: Locale };

/** Items, delivery and what is to be paid, in won, as the server added them up. */
export function CartTotals({ cart, locale }: CartTotalsProps) {
  const t = useTranslations('cart');
  const row = 'flex items-baseline justify-between gap-4';
  return (
    <dl className="mt-4 space-y-2 tabular-nums">
      <div className={row}>
        <dt className="text-muted">{t('items')}</dt>
        <dd>{formatWon(cart.itemsTotal, locale)}</dd>
      </div>
      <div className={row}>
        <dt className="text-muted">
          {t('shipping')} <span className="text-sm">({t('freeShipping')})</span>
        </dt>
        <dd>{formatWon(cart.shipping, locale)}</dd>
      </div>
      <div className={`${row} border-t border-line pt-3 text-lg font-bold`}>
        <dt>{t('total')}</dt>
        <dd>{formatWon(cart.total, locale)}</dd>
      </div>
    </dl>
  );
}
