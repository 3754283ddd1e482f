import { isIP, isIPv6 } from 'node:net';

/**
 * Who is at the other end: the socket's address, or what the trusted proxies wrote into `X-Forwarded-For`. Every
 * proxy appends the address that it was called from, so the last `trustedHops` entries are theirs, and all
 * before them is whatever the client liked to send.
 *
 * @param trustedHops how many proxies of ours stand before the shop; 0 believes no header at all
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedHops: number,
): string {
  const socket = withoutMapping(socketAddress ?? '');
  const hops = [...(forwardedFor ?? '').split(','), socket].map((entry) => withoutMapping(entry.trim()));
  const client = hops.at(-1 - trustedHops) ?? '';
  // Unreadable, or fewer entries than proxies: then all who come that way share the proxy's own address.
  return isIP(client) ? client : socket;
}

/**
 * What one subscriber holds of the address space, as a key to count by: an IPv4 address, or the first 64 bits of
 * an IPv6 address, below which a subscriber takes as many as they like (RFC 4291, 2.5.4).
 */
export function subscriberOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after = ''] = address.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const missing = Math.max(0, 8 - groups(before).length - groups(after).length);
  const all = [...groups(before), ...Array<string>(missing).fill('0'), ...groups(after)];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}

/** A socket that listens for both versions shows IPv4 addresses as `::ffff:192.0.2.1`. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
