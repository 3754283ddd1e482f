'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FocusEvent, type SubmitEvent, useRef, useState } from 'react';
import type { CartView } from '#server/cart/contract.ts';
import {
  CHECKOUT_FIELDS,
  checkCheckout,
  checkField,
  type FieldErrors,
} from '../../_present/contact-errors.ts';
import { formatWon } from '../../_present/money.ts';
import { trpc } from '../../_trpc/client.tsx';
import { buttonClass } from '../../_ui/button-class.ts';
import { DemoToken } from '../../_ui/demo-token.tsx';
import { LockIcon } from '../../_ui/icons.tsx';
import { CartSummary } from './cart-summary.tsx';
import { ContactFields } from './contact-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { PlacementPanel } from './placement-panel.tsx';
import { usePlacement } from './use-placement.ts';

/** One page: who, where, what, and one button that says how much. */
export function CheckoutForm({ cart: givenCart }: { cart: CartView }) {
  const t = useTranslations('checkout');
  const fieldErrors = useTranslations('fieldErrors');
  const locale = useLocale();
  const { cart, setCart, placement, setPlacement, place } = usePlacement(givenCart);
  const [errors, setErrors] = useState<FieldErrors>({});
  const summary = useRef<HTMLDivElement>(null);
  const setQuantity = trpc.cart.setQuantity.useMutation({
    onSuccess: (changed) => {
      setCart(changed);
      setPlacement({ kind: 'idle' });
    },
  });
  const isPaying =
    placement.kind === 'sending' || placement.kind === 'checking' || placement.kind === 'leaving';
  const total = formatWon(cart.total, locale);

  function checkLeftField({ target }: FocusEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLInputElement)) return;
    const field = CHECKOUT_FIELDS.find((name) => name === target.name);
    if (field)
      setErrors(({ [field]: _, ...others }) => withError(others, field, checkField(field, target.value)));
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const check = checkCheckout(Object.fromEntries(new FormData(event.currentTarget)));
    setErrors(check.ok ? {} : check.errors);
    if (check.ok) void place({ contact: check.contact, paymentToken: check.paymentToken, locale });
    // The summary is filled by the next render; the focus may go there already.
    else summary.current?.focus();
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={submit}
      onBlur={checkLeftField}
      className="mt-6 grid gap-8 lg:grid-cols-[1fr_24rem] lg:gap-14"
    >
      <div className="space-y-8">
        <ErrorSummary errors={errors} ref={summary} />
        <ContactFields errors={errors} />
        <section aria-labelledby="payment" className="space-y-3">
          <h2 id="payment" className="font-serif text-xl font-bold">
            {t('payment')}
          </h2>
          <p>
            <strong>{t('paymentMethod')}</strong> <span className="text-muted">{t('paymentNote')}</span>
          </p>
          <DemoToken error={errors.paymentToken && fieldErrors(`paymentToken.${errors.paymentToken}`)} />
        </section>
      </div>
      <div className="h-fit space-y-4 lg:sticky lg:top-6">
        <CartSummary cart={cart} locale={locale} />
        <div role="status" className="space-y-3">
          <PlacementPanel placement={placement} cart={cart} onSetQuantity={setQuantity.mutate} />
        </div>
        <p className="hidden rounded-lg bg-wait-wash p-4 text-wait noscript:block">{t('needsScript')}</p>
        <button
          type="submit"
          disabled={placement.kind === 'preparing' || cart.total === 0}
          aria-disabled={isPaying || undefined}
          className={buttonClass('primary', 'w-full py-3.5 text-lg tabular-nums')}
        >
          {isPaying ? t('paying', { total }) : t('pay', { total })}
        </button>
        <p className="flex items-center justify-center gap-2 text-sm text-muted">
          <LockIcon />
          {t('lock')}
        </p>
      </div>
    </form>
  );
}

function withError(others: FieldErrors, field: keyof FieldErrors, error: 'invalid' | undefined): FieldErrors {
  return error === undefined ? others : { ...others, [field]: error };
}
