import { type NextRequest, NextResponse } from 'next/server';
import { buyerIdSchema } from '#server/kernel/ids.ts';
import { LOCALE_COOKIE, LOCALE_HEADER } from './app/_preferences/contract.ts';
import { plainPathOf } from './app/_preferences/language-address.ts';

const BUYER_COOKIE = 'buyer';
const ONE_YEAR_S = 365 * 24 * 60 * 60;
// Development needs `eval` for React's messages and inline styles for its overlay.
// biome-ignore lint/style/noProcessEnv: not a setting: the build replaces it
const IN_DEVELOPMENT = process.env.NODE_ENV === 'development';

/**
 * Runs before every page: gives each browser its id and each answer a content security policy of its own, and
 * tells the page when its address asks for English.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's copy of the policy.
  headers.set('Content-Security-Policy', policy);

  const { pathname, search } = request.nextUrl;
  const isEnglishAddress = plainPathOf(pathname + search) !== null;
  // Nobody else sets it.
  headers.delete(LOCALE_HEADER);
  if (isEnglishAddress) headers.set(LOCALE_HEADER, 'en');

  const newBuyer = needsBuyer(request) ? crypto.randomUUID() : null;
  if (newBuyer !== null) {
    request.cookies.set(BUYER_COOKIE, newBuyer);
    headers.set('Cookie', request.cookies.toString());
  }
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  // Who came in by an English address reads on in English, for this visit: a link is not a choice.
  if (isEnglishAddress) response.cookies.set(LOCALE_COOKIE, 'en', { path: '/', sameSite: 'lax' });
  if (newBuyer !== null) {
    response.cookies.set(BUYER_COOKIE, newBuyer, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: ONE_YEAR_S,
      secure: isHttps(request),
    });
  }
  return response;
}

/**
 * Only a visit starts a new buyer. A form posted from another site arrives without the `SameSite` cookie: an
 * id made then would replace the shopper's own, and with it their cart and their orders.
 */
function needsBuyer(request: NextRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return !buyerIdSchema.safeParse(request.cookies.get(BUYER_COOKIE)?.value).success;
}

function isHttps(request: NextRequest): boolean {
  return (request.headers.get('x-forwarded-proto') ?? request.nextUrl.protocol).startsWith('https');
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${IN_DEVELOPMENT ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${IN_DEVELOPMENT ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  // Not the machine interfaces, which have no browser behind them, and not files, which are kept by caches that
  // many people share.
  matcher: [
    '/((?!api/|_next/|covers/|icons/|icon.svg|apple-icon|favicon.ico|manifest.webmanifest|opengraph-image|robots.txt|sitemap).*)',
  ],
};
