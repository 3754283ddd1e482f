import { describe, expect, test } from 'vitest';
import { clientAddress, subscriberOf } from './client-address.ts';

describe('the client’s address', () => {
  test('without trusted proxies is the socket’s, whatever a header claims', () => {
    expect(clientAddress('203.0.113.7', undefined, 0)).toBe('203.0.113.7');
    expect(clientAddress('203.0.113.7', '198.51.100.1, 10.0.0.1', 0)).toBe('203.0.113.7');
  });

  test('behind trusted proxies is what the outermost of them saw, whatever was forged before', () => {
    expect(clientAddress('10.0.0.1', '198.51.100.1', 1)).toBe('198.51.100.1');
    expect(clientAddress('10.0.0.1', '6.6.6.6, 198.51.100.1', 1)).toBe('198.51.100.1');
    expect(clientAddress('10.0.0.1', '6.6.6.6,198.51.100.1,10.0.0.2', 2)).toBe('198.51.100.1');
  });

  test.each([undefined, '', 'unknown', '198.51.100.1:443', '6.6.6.6, <script>'])(
    'is the proxy’s own when it wrote %j',
    (header) => expect(clientAddress('10.0.0.1', header, 1)).toBe('10.0.0.1'),
  );

  test('is the proxy’s own when there are fewer entries than proxies', () => {
    expect(clientAddress('10.0.0.1', '6.6.6.6', 2)).toBe('10.0.0.1');
  });

  test('is the same whether the socket speaks IPv4 or both', () => {
    expect(clientAddress('::ffff:203.0.113.7', undefined, 0)).toBe('203.0.113.7');
    expect(clientAddress('::1', '::ffff:203.0.113.7', 1)).toBe('203.0.113.7');
  });
});

describe('what is counted as one subscriber', () => {
  test('is one IPv4 address', () => {
    expect(subscriberOf('203.0.113.7')).toBe('203.0.113.7');
  });

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::5:6:7:8', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('is the network of %s', (address, network) => {
    expect(subscriberOf(address)).toBe(network);
  });

  test('is not more than one network', () => {
    expect(subscriberOf('2001:db8:1:2::1')).not.toBe(subscriberOf('2001:db8:1:3::1'));
  });
});
