'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { httpBatchLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '#server/trpc/root.ts';
import { createQueryClient } from './query-client.ts';

/** Longer than the shop ever takes to answer, in ms. After it an answer counts as lost. */
const ANSWER_LOST_AFTER_MS = 15_000;

export const trpc = createTRPCReact<AppRouter>();

/** Gives the client components inside it the procedures. */
export function TrpcProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() =>
    trpc.createClient({
      links: [
        httpBatchLink({
          url: '/api/trpc',
          fetch: (url, options) => fetch(url, { ...options, signal: withDeadline(options?.signal) }),
        }),
      ],
    }),
  );
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}

function withDeadline(signal: AbortSignal | null | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(ANSWER_LOST_AFTER_MS);
  return signal ? AbortSignal.any([signal, deadline]) : deadline;
}
