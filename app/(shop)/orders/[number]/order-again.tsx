import { useTranslations } from 'next-intl';
import { buttonClass } from '../../../_ui/button-class.ts';

/** Puts an ended order's books into the cart again: a plain form, whose answer is the cart and what it has to say. */
export function OrderAgain({ number }: { number: string }) {
  const t = useTranslations('order');
  return (
    <form method="post" action="/cart/lines">
      <input type="hidden" name="intent" value="again" />
      <button type="submit" name="number" value={number} className={buttonClass('primary')}>
        {t('orderAgain')}
      </button>
    </form>
  );
}
