import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './app/_messages/request.ts',
  experimental: {
    messages: {
      path: ['./app/_messages/ko', './app/_messages/en'],
      locales: ['ko', 'en'],
      format: 'json',
      // Texts are parsed at the build: the parser is 9 kB that every page with a client component would send.
      precompile: true,
    },
  },
});

/** Headers that are the same for every answer. The content security policy needs a nonce: see proxy.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // The preference switches return to the page they were pressed on, which they know from the referrer.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()' },
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Streamed metadata would land in the body, where a browser without JavaScript ignores the title.
  htmlLimitedBots: /.*/,
  // Types are checked by `tsc --noEmit`, tests included; a build on a shopper's first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // The line of a request would hold the one-time token of a mail's link.
  logging: { incomingRequests: { ignore: [/^\/orders\/open/] } },
  // It imports Drizzle under a name that it puts together at run time, which a bundler cannot follow.
  serverExternalPackages: ['rate-limiter-flexible'],
  // The English addresses of app/_preferences/language-address.ts show the page of the plain one; the language
  // comes from proxy.ts, whose own rewrites Next takes for another host's when the shop listens on 127.0.0.1.
  rewrites: async () => ({
    beforeFiles: [
      { source: '/en', destination: '/' },
      { source: '/en/books/:slug', destination: '/books/:slug' },
      // Asked for by machines that read no page first; browsers take any picture there.
      { source: '/favicon.ico', destination: '/icons/48.png' },
    ],
  }),
  headers: async () => [{ source: '/:path*', headers }],
};

export default withNextIntl(config);
