'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonClass } from '../../../_ui/button-class.ts';

const LABELS = { number: 'copyNumber', link: 'copyLink' } as const;

/** Copies an order's number or the address of its page, where the browser can. */
export function CopyOrder({ number, what }: { number: string; what: keyof typeof LABELS }) {
  const t = useTranslations('order');
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null);

  async function copy() {
    const text = what === 'number' ? number : new URL(`/orders/${number}`, window.location.href).href;
    // Browsers have no clipboard over plain HTTP, and may refuse it elsewhere: then the text can still be selected.
    const isCopied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setSaid(isCopied ? 'copied' : 'copyFailed');
  }

  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 noscript:hidden">
      <button
        type="button"
        aria-label={t(LABELS[what])}
        onClick={() => void copy()}
        className={buttonClass('quiet', 'text-sm')}
      >
        {what === 'number' ? t('copy') : t(LABELS[what])}
      </button>
      <span role="status" className={`text-sm ${said === 'copyFailed' ? 'text-no' : 'text-ok'}`}>
        {said && t(said)}
      </span>
    </span>
  );
}
