import { useTranslations } from 'next-intl';

const FACTS = ['company', 'owner', 'address', 'phone', 'email', 'registration', 'mailOrder'] as const;

/** Who sells here: what the Korean e-commerce act (article 10) asks a shop, and a receipt, to say. */
export function SellerFacts() {
  const t = useTranslations('footer');
  return (
    <dl className="mt-2 grid gap-x-8 gap-y-1 sm:grid-cols-2">
      {FACTS.map((fact) => (
        <div key={fact} className="flex flex-wrap gap-x-2">
          <dt className="shrink-0 text-muted">{t(fact)}</dt>
          <dd className="text-ink">{t(`${fact}Value`)}</dd>
        </div>
      ))}
    </dl>
  );
}
