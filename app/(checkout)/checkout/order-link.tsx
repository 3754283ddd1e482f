import { useTranslations } from 'next-intl';
import { buttonClass } from '../../_ui/button-class.ts';

/** Leads to an order. Not a link of the router: the header's cart has to be loaded afresh too. */
export function OrderLink({ orderNumber }: { orderNumber: string }) {
  const t = useTranslations('placement');
  return (
    <a href={`/orders/${orderNumber}`} className={buttonClass('secondary', 'w-full sm:w-auto')}>
      {t('viewOrder')}
    </a>
  );
}
