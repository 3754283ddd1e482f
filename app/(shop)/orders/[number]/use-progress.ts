import { useEffect, useEffectEvent, useState } from 'react';
import type { OrderProgress } from '#server/orders/contract.ts';
import { trpc } from '../../../_trpc/client.tsx';
import { pollInterval } from './poll-interval.ts';

/** Up to this part of the interval is added, so that shoppers who ordered together do not ask together. */
const JITTER = 0.2;

/**
 * An order's progress, asked for as often as the server wishes and at once when the shopper comes back. A
 * hidden page does not ask; an order that is over is not asked about; there is never more than one question.
 */
export function useProgress(initial: OrderProgress) {
  const [stretch] = useState(() => 1 + Math.random() * JITTER);
  const query = trpc.orders.progress.useQuery(
    { number: initial.number },
    {
      initialData: initial,
      // A question that is asked anew, because the shopper acted or came back, replaces the one under way.
      trpc: { abortOnUnmount: true },
      refetchInterval: ({ state }) => {
        const silentMs = state.status === 'error' ? state.errorUpdatedAt - state.dataUpdatedAt : 0;
        return pollInterval((state.data ?? initial).pollAfterMs, silentMs, stretch);
      },
      refetchOnWindowFocus: ({ state }) => (isOver(state.data ?? initial) ? false : 'always'),
      refetchOnReconnect: ({ state }) => (isOver(state.data ?? initial) ? false : 'always'),
    },
  );

  const comeBack = useEffectEvent((event: PageTransitionEvent) => {
    // Restored from the back/forward cache, the page is as old as when it was left.
    if (event.persisted) void query.refetch();
  });
  useEffect(() => {
    const listener = (event: PageTransitionEvent) => comeBack(event);
    window.addEventListener('pageshow', listener);
    return () => window.removeEventListener('pageshow', listener);
  }, []);

  return {
    progress: query.data,
    isUnreachable: query.isRefetchError,
    refetch: () => void query.refetch(),
  };
}

function isOver(progress: OrderProgress): boolean {
  return progress.pollAfterMs === null;
}
