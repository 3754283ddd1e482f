import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { composeApp } from '#server/compose.ts';
import { createRequestContext, type RequestContext } from '#server/trpc/init.ts';
import { appRouter } from '#server/trpc/root.ts';

/** What procedures may know of the current request. Setting a cookie works in route handlers, not in pages. */
export async function requestContext(): Promise<RequestContext> {
  const store = await cookies();
  const head = await headers();
  const secure = head.get('x-forwarded-proto') === 'https';
  return createRequestContext(
    composeApp(),
    {
      get: (name) => store.get(name)?.value,
      set: ({ name, value, maxAgeSeconds, path }) =>
        store.set(name, value, { maxAge: maxAgeSeconds, path, httpOnly: true, sameSite: 'lax', secure }),
    },
    // Our own server has put there the one address that can be believed: scripts/next-server.ts.
    head.get('x-forwarded-for') ?? '',
  );
}

/** The procedures as plain functions, for pages and route handlers; once per request. */
export const caller = cache(async () => appRouter.createCaller(await requestContext()));

/** The address under which shoppers reach the shop, for what search engines and social networks read. */
export const shopUrl = (): string => composeApp().ctx.shopUrl;
