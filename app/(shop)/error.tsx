'use client';

import { FailureNotice } from '../_ui/failure-notice.tsx';

/** Stands in for a page of the shop that failed, within the shop's frame. */
export default function ShopPageError({ error }: { error: Error & { digest?: string } }) {
  // Loading afresh, not rendering again: what failed was on the server.
  return <FailureNotice reference={error.digest} onRetry={() => window.location.reload()} />;
}
