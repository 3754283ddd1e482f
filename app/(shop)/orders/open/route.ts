import { openLinkInputSchema } from '#server/mail/contract.ts';
import { seeOther } from '../../../_http/see-other.ts';
import { caller } from '../../../_trpc/server.ts';

/** A mail's link: uses its token up, gives this browser its cookie and goes to the order, without the token. */
export async function GET(request: Request): Promise<Response> {
  const query = openLinkInputSchema.safeParse({ token: new URL(request.url).searchParams.get('token') });
  const opened = query.success ? await (await caller()).orders.openLink(query.data) : null;
  const response = seeOther(opened ? `/orders/${opened.number}` : '/orders/link-over');
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

/** Without this Next would answer a mail filter's HEAD by GET, and the reader would find the token used. */
export function HEAD(): Response {
  return new Response(null, { status: 204 });
}
