import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LockIcon } from '../../_ui/icons.tsx';

/** What a shopper wants to know last: that pressing twice is safe, who sells, and how to send a book back. */
export function SellerPromise() {
  const t = useTranslations('checkout');
  return (
    <div className="space-y-1 text-sm text-muted">
      <p className="flex items-start gap-2">
        <LockIcon />
        {t('lock')}
      </p>
      <p>
        {t('seller')}{' '}
        <Link href="/help" prefetch={false} className="underline underline-offset-4">
          {t('returns')}
        </Link>
      </p>
    </div>
  );
}
