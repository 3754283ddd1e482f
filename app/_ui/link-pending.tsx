'use client';

import { useLinkStatus } from 'next/link';

/**
 * Inside a link: says that its page is on the way, when that takes long enough to wonder. A `loading.tsx` would say it
 * too, but its fallback is sent before the page, and a browser without a script would never show anything else.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span aria-hidden="true" className="page-pending" /> : null;
}
