import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import type { CartView } from '#server/cart/contract.ts';
import type { CheckoutField } from '../../_present/checkout-fields.ts';
import { formatDay } from '../../_present/time.ts';
import { CartTotals } from '../../_ui/cart-totals.tsx';
import { FieldLink } from './field-link.tsx';
import { OrderItems } from './order-items.tsx';
import type { CheckoutFormState } from './use-checkout-form.ts';

type Props = {
  control: CheckoutFormState['control'];
  cart: CartView;
  /** The day, in Korea, on which it all should arrive. */
  deliverOn: string;
};

/** All that is about to be ordered, to be checked before paying; each part leads to where it can be changed. */
export function OrderReview({ control, cart, deliverOn }: Props) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  return (
    <section aria-labelledby="review" className="rounded-lg border border-line bg-surface px-5 pt-5 pb-4">
      <h2 id="review" className="font-serif text-xl font-bold">
        {t('review')}
      </h2>
      <div className="mt-2 noscript:hidden">
        <WrittenPart control={control} title={t('contact')} field="email" rows={[['email'], ['phone']]} />
        <WrittenPart
          control={control}
          title={t('address')}
          field="recipient"
          rows={[['recipient'], ['postcode', 'address1', 'address2'], ['deliveryNote']]}
        />
      </div>
      <Part
        title={t('books')}
        edit={
          <Link href="/cart" prefetch={false} className={EDIT}>
            {t('edit')} <span className="sr-only">{t('books')}</span>
          </Link>
        }
      >
        <OrderItems lines={cart.lines} locale={locale} />
      </Part>
      <CartTotals cart={cart} locale={locale} />
      <dl className="mt-3 space-y-1 text-sm text-muted">
        <div className="flex justify-between gap-4">
          <dt>{t('points')}</dt>
          <dd className="tabular-nums">{t('pointsValue', { points: cart.points })}</dd>
        </div>
        <div className="flex justify-between gap-4">
          <dt>{t('delivery')}</dt>
          <dd>{t('deliverOn', { day: formatDay(deliverOn, locale) })}</dd>
        </div>
      </dl>
    </section>
  );
}

const EDIT = 'inline-flex min-h-11 items-center text-sm text-accent underline underline-offset-4';

type WrittenField = Exclude<CheckoutField, 'paymentToken' | 'agreed'>;
type WrittenPartProps = {
  control: CheckoutFormState['control'];
  title: string;
  /** The first field of the part. */
  field: WrittenField;
  /** Fields that stand on one line together. */
  rows: WrittenField[][];
};

function WrittenPart({ control, title, field, rows }: WrittenPartProps) {
  const t = useTranslations('checkout');
  const typed = useWatch({ control });
  const lines = rows
    .map((names) =>
      names
        .map((name) => typed[name]?.trim())
        .filter(Boolean)
        .join(' '),
    )
    .filter((line) => line !== '');
  return (
    <Part
      title={title}
      edit={
        <FieldLink field={field} className={EDIT}>
          {t('edit')} <span className="sr-only">{title}</span>
        </FieldLink>
      }
    >
      {lines.length === 0 ? (
        <p className="text-muted">{t('notYet')}</p>
      ) : (
        lines.map((line) => (
          <p key={line} className="wrap-anywhere">
            {line}
          </p>
        ))
      )}
    </Part>
  );
}

function Part({ title, edit, children }: { title: string; edit: ReactNode; children: ReactNode }) {
  return (
    <div className="border-b border-line pb-3">
      <div className="flex items-center justify-between gap-4">
        <h3 className="text-sm text-muted">{title}</h3>
        {edit}
      </div>
      {children}
    </div>
  );
}
