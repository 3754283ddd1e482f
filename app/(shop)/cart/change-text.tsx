import { useTranslations } from 'next-intl';
import type { Locale } from '#server/orders/contract.ts';
import type { CartLineChange } from '../../_present/cart-changes.ts';
import { formatWon } from '../../_present/money.ts';

/** One change of a line in words, with what was and what is. */
export function ChangeText({ change, locale }: { change: CartLineChange; locale: Locale }) {
  const t = useTranslations('cart');
  switch (change.kind) {
    case 'price_rose':
    case 'price_fell': {
      const prices = { old: formatWon(change.old, locale), now: formatWon(change.now, locale) };
      return change.kind === 'price_rose' ? t('priceRose', prices) : t('priceFell', prices);
    }
    case 'temporarily_out':
      return t('temporarilyOut');
    case 'out_of_print':
      return t('outOfPrint');
    case 'fewer_left':
      return t('fewerLeft', { n: change.left });
  }
}
