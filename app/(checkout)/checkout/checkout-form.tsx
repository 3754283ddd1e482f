'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import type { CartView } from '#server/cart/contract.ts';
import {
  type CheckoutValues,
  type FieldProblems,
  problemsOf,
  withoutMissing,
} from '../../_present/checkout-fields.ts';
import { formatWon } from '../../_present/money.ts';
import { buttonClass } from '../../_ui/button-class.ts';
import { DemoToken } from '../../_ui/demo-token.tsx';
import { useOnline } from '../../_ui/use-online.ts';
import { Agreement } from './agreement.tsx';
import { ContactFields } from './contact-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { OrderReview } from './order-review.tsx';
import { asksShopper, PlacementPanel } from './placement-panel.tsx';
import { SellerPromise } from './seller-promise.tsx';
import { useCheckoutForm } from './use-checkout-form.ts';
import { usePlacement } from './use-placement.ts';

/** One page: who, where, what, and one button that says how much. */
export function CheckoutForm({ cart: givenCart, deliverOn }: { cart: CartView; deliverOn: string }) {
  const t = useTranslations('checkout');
  const fieldErrors = useTranslations('fieldErrors');
  const locale = useLocale();
  const form = useCheckoutForm();
  const { errors, isSubmitted } = form.formState;
  const { cart, placement, place, setQuantity } = usePlacement(givenCart);
  const isOnline = useOnline();
  /** What was wrong when the form was last sent: the summary stays as it was read. */
  const [refused, setRefused] = useState<FieldProblems>({});
  const summary = useRef<HTMLElement>(null);
  const problems = isSubmitted ? problemsOf(errors) : withoutMissing(problemsOf(errors));
  const isPaying =
    placement.kind === 'sending' || placement.kind === 'checking' || placement.kind === 'leaving';
  const total = formatWon(cart.total, locale);

  function send({ agreed: _, paymentToken, ...contact }: CheckoutValues, sameAgain: boolean): void {
    setRefused({});
    // Nothing is sent later by itself: whoever comes back online presses again.
    if (isOnline) void place({ contact, paymentToken, locale, sameAgain });
  }

  async function submit(event?: FormEvent, { sameAgain = false } = {}): Promise<void> {
    await form.handleSubmit(
      (values) => send(values, sameAgain),
      (invalid) => {
        setRefused(problemsOf(invalid));
        // The summary is filled by the next render; the focus may go there already.
        summary.current?.focus();
      },
    )(event);
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => void submit(event)}
      className="mt-6 grid gap-8 lg:grid-cols-[1fr_25rem] lg:gap-14"
    >
      <div className="noscript:hidden">
        <ErrorSummary problems={refused} ref={summary} />
        <ContactFields register={form.register} problems={problems} />
        <section aria-labelledby="payment" className="mt-8 space-y-3">
          <h2 id="payment" className="font-serif text-xl font-bold">
            {t('payment')}
          </h2>
          <p>
            <strong>{t('paymentMethod')}</strong> <span className="text-muted">{t('paymentNote')}</span>
          </p>
          <DemoToken
            error={problems.paymentToken && fieldErrors(`paymentToken.${problems.paymentToken}`)}
            {...form.register('paymentToken')}
          />
        </section>
      </div>
      <div className="h-fit space-y-4 lg:sticky lg:top-6">
        <OrderReview control={form.control} cart={cart} deliverOn={deliverOn} />
        <div className="space-y-4 noscript:hidden">
          <Agreement register={form.register} problem={problems.agreed} />
          <PlacementPanel
            placement={placement}
            cart={cart}
            isOnline={isOnline}
            onSetQuantity={(input) => void setQuantity(input)}
            onPay={(consent) => void submit(undefined, consent)}
          />
          {!asksShopper(placement) && (
            <div className="bottom-bar">
              <button
                type="submit"
                disabled={placement.kind === 'preparing' || cart.total === 0}
                aria-disabled={isPaying || !isOnline || undefined}
                className={buttonClass('primary', 'w-full py-3.5 text-lg tabular-nums')}
              >
                {isPaying ? t('paying', { total }) : t('pay', { total })}
              </button>
            </div>
          )}
          <SellerPromise />
        </div>
      </div>
    </form>
  );
}
