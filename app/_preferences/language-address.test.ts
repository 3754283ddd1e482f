import { expect, test } from 'vitest';
import { alternatesOf, pathIn, plainPathOf } from './language-address.ts';

const addresses = [
  ['/', '/en'],
  ['/?category=poetry', '/en?category=poetry'],
  ['/books/kokoro', '/en/books/kokoro'],
  ['/books/kokoro?from=mail', '/en/books/kokoro?from=mail'],
] as const;

test.each(addresses)('%s is in English at %s, and back', (plain, english) => {
  expect(pathIn('en', plain)).toBe(english);
  expect(pathIn('ko', plain)).toBe(plain);
  expect(plainPathOf(english)).toBe(plain);
});

test.each(['/', '/books/kokoro', '/entry', '/en/cart', '/en/books', '/en/books/a/b', '/en/', '/books/en'])(
  '%s is not an English address',
  (path) => {
    expect(plainPathOf(path)).toBeNull();
  },
);

test('a page is kept at the address of the language it is shown in, and names both', () => {
  const languages = { ko: '/books/kokoro', en: '/en/books/kokoro', 'x-default': '/books/kokoro' };
  expect(alternatesOf('ko', '/books/kokoro')).toEqual({ canonical: '/books/kokoro', languages });
  expect(alternatesOf('en', '/books/kokoro')).toEqual({ canonical: '/en/books/kokoro', languages });
});
