import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LockIcon } from '../_ui/icons.tsx';

const STEPS = ['cart', 'order', 'done'] as const;

export function CheckoutHeader() {
  const site = useTranslations('site');
  const t = useTranslations('checkout.steps');
  return (
    <header className="border-b border-line bg-paper">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-4 px-4 py-2 sm:px-6">
        <Link href="/" className="flex min-h-11 items-center py-1" prefetch={false}>
          <span className="font-serif text-2xl font-bold tracking-tight">{site('name')}</span>
        </Link>
        <ol aria-label={t('label')} className="flex flex-wrap items-center gap-x-2 py-1 text-sm text-muted">
          {STEPS.map((step, index) => (
            <li
              key={step}
              aria-current={step === 'order' ? 'step' : undefined}
              className="flex items-center gap-2 aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {index > 0 && <span aria-hidden="true">›</span>}
              {step === 'order' && <LockIcon />}
              {t(step)}
            </li>
          ))}
        </ol>
      </div>
    </header>
  );
}
