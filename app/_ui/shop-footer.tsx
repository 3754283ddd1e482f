import { useTranslations } from 'next-intl';

const SELLER_FACTS = ['company', 'owner', 'address', 'phone', 'email', 'registration'] as const;

/** The seller's details that Korean law asks for, plainly marked as those of a demo. */
export function ShopFooter() {
  const t = useTranslations('footer');
  return (
    <footer className="mt-16 border-t border-line bg-sunken text-sm text-muted">
      <div className="mx-auto grid max-w-6xl gap-6 px-4 py-8 sm:px-6 md:grid-cols-[1fr_2fr]">
        <div>
          <p>
            <strong className="mr-2 rounded border border-control-line px-1.5 py-0.5 text-ink">
              {t('demo')}
            </strong>
          </p>
          <p className="mt-3 max-w-prose">{t('demoNote')}</p>
          <p className="mt-3">{t('help', { email: t('emailValue') })}</p>
        </div>
        <div>
          <h2 className="font-semibold text-ink">{t('seller')}</h2>
          <dl className="mt-2 grid gap-x-8 gap-y-1 sm:grid-cols-2">
            {SELLER_FACTS.map((fact) => (
              <div key={fact} className="flex gap-2">
                <dt className="shrink-0">{t(fact)}</dt>
                <dd className="text-ink">{t(`${fact}Value`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </footer>
  );
}
