import { useTranslations } from 'next-intl';
import type { Problem } from '../../_present/checkout-fields.ts';
import type { CheckoutFormState } from './use-checkout-form.ts';

type Props = { register: CheckoutFormState['register']; problem: Problem | undefined };

/** The consent that Korean law asks for before paying (E-Commerce Act, article 14): never given in advance. */
export function Agreement({ register, problem }: Props) {
  const t = useTranslations('checkout');
  const texts = useTranslations('fieldErrors');
  return (
    <div>
      <label htmlFor="agreed" className="flex min-h-11 items-start gap-3 py-2">
        <input
          id="agreed"
          type="checkbox"
          required
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem && 'agreed-error'}
          className="mt-0.5 size-5 shrink-0 accent-accent"
          {...register('agreed')}
        />
        <span>{t('agree')}</span>
      </label>
      {problem && (
        <p id="agreed-error" className="text-sm font-medium text-no">
          <span aria-hidden="true">⚠ </span>
          {texts(`agreed.${problem}`)}
        </p>
      )}
    </div>
  );
}
