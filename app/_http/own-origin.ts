/**
 * The shop's origin as the browser sees it. Behind a proxy the request's own URL is the inner one; the
 * `Host` header, and `X-Forwarded-Proto` where there is one, are what the shopper typed.
 */
export function ownOrigin(request: Request): string {
  const inner = new URL(request.url);
  const protocol = request.headers.get('x-forwarded-proto') ?? inner.protocol.replace(':', '');
  return `${protocol}://${request.headers.get('host') ?? inner.host}`;
}

/**
 * Whether a form was posted from a page of this shop. Browsers send `Origin` with every form post; a page of
 * another site cannot change it.
 */
export function isOwnForm(request: Request): boolean {
  return request.headers.get('origin') === ownOrigin(request);
}
