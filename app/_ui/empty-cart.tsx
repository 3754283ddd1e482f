import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from './button-class.ts';

export function EmptyCart() {
  const t = useTranslations('cart');
  return (
    <div className="py-10 text-center">
      <p className="font-serif text-xl">{t('empty')}</p>
      <Link href="/" prefetch={false} className={buttonClass('secondary', 'mt-6')}>
        {t('emptyAction')}
      </Link>
      <p className="mt-4 text-sm text-muted">
        {t('emptyOrdered')}{' '}
        <Link href="/orders/lookup" prefetch={false} className={buttonClass('quiet')}>
          {t('emptyLookup')}
        </Link>
      </p>
    </div>
  );
}
