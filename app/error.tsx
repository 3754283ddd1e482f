'use client';

import { FailureNotice } from './_ui/failure-notice.tsx';

export default function PageError() {
  // Loading afresh, not rendering again: what failed was on the server.
  return <FailureNotice onRetry={() => window.location.reload()} />;
}
