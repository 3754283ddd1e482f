import { createTRPCClient } from '@trpc/client';
import type { AppRouter } from '#server/trpc/root.ts';
import { shopLink } from './link.ts';

/**
 * The procedures for a client component that calls them when something is pressed: a call is sent at once or fails.
 * What polls takes them from `TrpcProvider`, with a cache that such a page does not have to load.
 */
export const shop = createTRPCClient<AppRouter>({ links: [shopLink] });
