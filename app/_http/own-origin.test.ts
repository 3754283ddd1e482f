import { describe, expect, test } from 'vitest';
import { isOwnForm, ownOrigin } from './own-origin.ts';

const post = (headers: Record<string, string>) =>
  new Request('http://127.0.0.1:3000/cart/lines', { method: 'POST', headers });

describe('ownOrigin', () => {
  test('is what the shopper typed, not the address behind the proxy', () => {
    expect(ownOrigin(post({ host: 'books.example', 'x-forwarded-proto': 'https' }))).toBe(
      'https://books.example',
    );
    expect(ownOrigin(post({ host: 'localhost:3000' }))).toBe('http://localhost:3000');
  });
});

describe('a form post', () => {
  test('from a page of the shop is accepted', () => {
    expect(isOwnForm(post({ host: 'localhost:3000', origin: 'http://localhost:3000' }))).toBe(true);
  });

  test.each(['https://elsewhere.example', 'http://localhost:3001', 'null'])(
    'from %s is refused',
    (origin) => {
      expect(isOwnForm(post({ host: 'localhost:3000', origin }))).toBe(false);
    },
  );

  test('that does not say where it comes from is refused', () => {
    expect(isOwnForm(post({ host: 'localhost:3000' }))).toBe(false);
  });
});
