import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** Where to ask, and how to find the order from elsewhere. */
export function OrderHelp() {
  const t = useTranslations('order.help');
  const seller = useTranslations('footer');
  return (
    <section aria-labelledby="help" className="mt-10 border-t border-line pt-6">
      <h2 id="help" className="font-serif text-xl font-bold">
        {t('title')}
      </h2>
      <p className="mt-2">{t('write', { email: seller('emailValue') })}</p>
      <p className="mt-1">
        {t.rich('elsewhere', {
          lookup: (text) => (
            <Link href="/orders/lookup" prefetch={false} className="text-accent underline underline-offset-4">
              {text}
            </Link>
          ),
        })}
      </p>
    </section>
  );
}
