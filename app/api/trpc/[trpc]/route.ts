import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { requestContext } from '#app/_trpc/server.ts';
import { appRouter } from '#server/trpc/root.ts';

function handle(req: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req,
    router: appRouter,
    createContext: requestContext,
  });
}

export { handle as GET, handle as POST };
