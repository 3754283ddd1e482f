import { useTranslations } from 'next-intl';
import { Notice } from '../../_ui/notice.tsx';

/** Says to a browser without JavaScript what it cannot do here, and how to order all the same. */
export function NeedsScript() {
  const t = useTranslations('checkout.needsScript');
  const footer = useTranslations('footer');
  return (
    <Notice tone="wait" className="mt-6 hidden noscript:flex">
      <h2 className="font-semibold">{t('title')}</h2>
      <p className="mt-1">{t('body')}</p>
      <p className="mt-1">{t('contact', { phone: footer('phoneValue'), email: footer('emailValue') })}</p>
    </Notice>
  );
}
