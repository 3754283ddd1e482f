import { httpBatchLink } from '@trpc/client';
import type { AppRouter } from '#server/trpc/root.ts';
import { ANSWER_LOST_AFTER_MS } from '../_http/answer-lost.ts';

/** The way from a browser to the procedures. */
export const shopLink = httpBatchLink<AppRouter>({
  url: '/api/trpc',
  fetch: (url, options) => fetch(url, { ...options, signal: withDeadline(options?.signal) }),
});

function withDeadline(signal: AbortSignal | null | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(ANSWER_LOST_AFTER_MS);
  return signal ? AbortSignal.any([signal, deadline]) : deadline;
}
