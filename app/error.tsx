'use client';

import { FailureNotice } from './_ui/failure-notice.tsx';

/** Stands in for a page that failed. */
export default function PageError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="flex flex-1 flex-col justify-center">
      {/* Loading afresh, not rendering again: what failed was on the server. */}
      <FailureNotice reference={error.digest} onRetry={() => window.location.reload()} />
    </main>
  );
}
