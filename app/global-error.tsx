'use client';

import './globals.css';
import { FailureNotice } from './_ui/failure-notice.tsx';

/** Stands in for the root layout when that itself fails. */
export default function GlobalError() {
  return (
    <html lang="ko">
      <body className="flex min-h-dvh flex-col">
        <FailureNotice onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
