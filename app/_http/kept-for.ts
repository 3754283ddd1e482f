/**
 * How long browsers and proxies may keep a file (`Cache-Control`): a year when its address names the version
 * that was sent, for then another version has another address; else they ask every time.
 */
export function keptFor(asked: string | null, sent: string): string {
  return asked === sent ? 'public, max-age=31536000, immutable' : 'no-cache';
}
