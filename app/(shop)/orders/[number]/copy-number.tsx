'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonClass } from '../../../_ui/button-class.ts';

/** Copies an order's number, where the browser can. */
export function CopyNumber({ number }: { number: string }) {
  const t = useTranslations('order');
  const [isCopied, setIsCopied] = useState(false);

  async function copy() {
    // Missing over plain HTTP; the number can be selected all the same.
    await navigator.clipboard?.writeText(number);
    setIsCopied(true);
  }

  return (
    <>
      <button type="button" onClick={() => void copy()} className={buttonClass('quiet', 'text-sm')}>
        {t('copyNumber')}
      </button>
      <span role="status" className="text-sm text-ok">
        {isCopied ? t('copied') : ''}
      </span>
    </>
  );
}
