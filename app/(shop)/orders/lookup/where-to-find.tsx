import { useTranslations } from 'next-intl';

/** Where an order's number is written, and who helps when it is not there. */
export function WhereToFind() {
  const t = useTranslations('lookup');
  const footer = useTranslations('footer');
  return (
    <aside aria-labelledby="where" className="self-start border-t border-line pt-6 md:border-t-0 md:pt-2">
      <h2 id="where" className="font-serif text-xl font-bold">
        {t('where')}
      </h2>
      <ul className="mt-3 list-disc space-y-2 pl-5 text-muted">
        <li>{t('wherePage')}</li>
        <li>{t('whereMail')}</li>
        <li>{t('whereBrowser')}</li>
      </ul>
      <p className="mt-4">{t('help', { email: footer('emailValue') })}</p>
    </aside>
  );
}
