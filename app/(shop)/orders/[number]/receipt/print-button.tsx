'use client';

import { buttonClass } from '../../../../_ui/button-class.ts';

/** Opens the browser's print dialog. Where there is no JavaScript the browser's own menu does the same. */
export function PrintButton({ label }: { label: string }) {
  return (
    <button
      type="button"
      onClick={() => window.print()}
      className={buttonClass('secondary', 'noscript:hidden print:hidden')}
    >
      {label}
    </button>
  );
}
