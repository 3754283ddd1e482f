import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from './button-class.ts';

export function EmptyCart() {
  const t = useTranslations('cart');
  return (
    <div className="py-16 text-center">
      <p className="font-serif text-xl">{t('empty')}</p>
      <Link href="/" prefetch={false} className={buttonClass('secondary', 'mt-6')}>
        {t('emptyAction')}
      </Link>
    </div>
  );
}
