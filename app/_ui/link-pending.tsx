'use client';

import { useLinkStatus } from 'next/link';

/** Inside a link: says that its page is on the way, when that takes long enough to wonder. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <span aria-hidden="true" className="page-pending" /> : null;
}
