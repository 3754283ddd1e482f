import { QueryClient } from '@tanstack/react-query';

/** Pages come with their data: a query fetches when its own rules say so, not because it was mounted. */
export function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { refetchOnMount: false, retry: 1 } } });
}
