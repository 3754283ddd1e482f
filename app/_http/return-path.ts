/**
 * The path of `referrer` when it is a page of this shop, else `fallback`. Only a path is ever returned, so
 * that a form answered with it cannot send anybody to another site.
 *
 * @param origin the shop's own origin as the browser sees it, e.g. `http://localhost:3000`
 */
export function returnPath(referrer: string | null, origin: string, fallback: string): string {
  if (referrer === null || !URL.canParse(referrer, origin)) return fallback;
  const url = new URL(referrer, origin);
  // `//elsewhere` is a path to URL and a host to browsers.
  if (url.origin !== origin || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search;
}
