'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';

const STEP = 'min-h-11 min-w-11 text-xl hover:bg-sunken noscript:hidden';

/**
 * How many copies, from 1 to `most`: a number field that works by itself, and buttons beside it where there is a
 * script to hear them.
 */
export function QuantityStepper({ most }: { most: number }) {
  const t = useTranslations('book');
  const field = useRef<HTMLInputElement>(null);
  return (
    <fieldset className="flex items-center rounded-md border border-control-line bg-surface">
      <legend className="sr-only">{t('quantity')}</legend>
      <button type="button" aria-label={t('less')} onClick={() => field.current?.stepDown()} className={STEP}>
        −
      </button>
      <input
        ref={field}
        type="number"
        name="quantity"
        aria-label={t('quantity')}
        required
        min={1}
        max={most}
        defaultValue={1}
        inputMode="numeric"
        className="min-h-11 w-12 rounded-sm bg-transparent text-center tabular-nums [appearance:textfield] noscript:w-20 [&::-webkit-inner-spin-button]:appearance-none"
      />
      <button type="button" aria-label={t('more')} onClick={() => field.current?.stepUp()} className={STEP}>
        +
      </button>
    </fieldset>
  );
}
