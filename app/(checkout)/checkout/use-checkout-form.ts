import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useEffectEvent } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import {
  type CheckoutInput,
  type CheckoutValues,
  checkoutSchema,
  nameProblem,
} from '../../_present/checkout-fields.ts';
import { keepDraft, readDraft } from './contact-draft.ts';

/** The form of the checkout; `control`, `register` and what was typed are handed to its parts. */
export type CheckoutFormState = UseFormReturn<CheckoutInput, unknown, CheckoutValues>;

/**
 * The fields of the checkout, checked when they are left, and again with every key once they were wrong. What is
 * typed is kept for this tab, and filled in again where a reload left a field empty.
 */
export function useCheckoutForm(): CheckoutFormState {
  // Without default values: the fields may have been filled in before this script ran, and what stands there counts.
  const form = useForm<CheckoutInput, unknown, CheckoutValues>({
    mode: 'onTouched',
    resolver: zodResolver(checkoutSchema, { error: nameProblem }),
    // The summary of all errors takes the focus instead.
    shouldFocusError: false,
  });
  const fillIn = useEffectEvent(() => {
    for (const [field, value] of Object.entries(readDraft(sessionStorage))) {
      // The draft was read by a schema that has these fields and no others.
      const name = field as keyof ReturnType<typeof readDraft>;
      if (!form.getValues(name)) form.setValue(name, value);
    }
  });
  useEffect(() => {
    fillIn();
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => keepDraft(sessionStorage, values),
    });
  }, [form.subscribe]);
  return form;
}
