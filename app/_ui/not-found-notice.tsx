import { useTranslations } from 'next-intl';
import { buttonClass } from './button-class.ts';

/** For an address that leads nowhere, or to an order that this browser may not see: it does not say which. */
export function NotFoundNotice() {
  const t = useTranslations('notFound');
  const lookup = useTranslations('lookup');
  return (
    // Plain links: every page carries this notice, and would carry the router's own link a second time with it.
    <div className="mx-auto max-w-lg px-4 py-24 text-center">
      <h1 className="font-serif text-3xl font-bold">{t('title')}</h1>
      <p className="mt-4 text-muted">{t('body')}</p>
      <p className="mt-8 flex flex-wrap justify-center gap-3">
        <a href="/" className={buttonClass('primary')}>
          {t('action')}
        </a>
        <a href="/orders/lookup" className={buttonClass('secondary')}>
          {lookup('title')}
        </a>
      </p>
    </div>
  );
}
