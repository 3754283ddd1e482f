import { composeApp } from '#server/compose.ts';
import { receiveWebhook } from '#server/webhooks/receive-webhook.ts';
import { readText } from './read-text.ts';

/** Far above any message of the provider (under 1 kB each), so that nobody can make us read without end; in bytes. */
const MAX_BYTES = 64 * 1024;

/**
 * Where the payment provider sends its messages (Standard Webhooks). 204: kept; 401: not signed by the
 * provider, or older than 5 minutes; 413: longer than 64 kB; 404: this shop has no secret to check with.
 */
export async function POST(request: Request): Promise<Response> {
  const { ctx, verifyWebhook } = composeApp();
  if (!verifyWebhook) return problem(404, 'not_configured', 'PAYMENT_WEBHOOK_SECRET is not set');
  const rawBody = await readText(request, MAX_BYTES);
  if (rawBody === null) return problem(413, 'too_large', `a message has at most ${MAX_BYTES} bytes`);

  const header = (name: string) => request.headers.get(name) ?? '';
  const result = await receiveWebhook(ctx, verifyWebhook, {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
    rawBody,
  });
  if (result.kind === 'refused') return problem(401, 'not_verified', result.reason);
  return new Response(null, { status: 204 });
}

function problem(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}
