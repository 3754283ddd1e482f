import { NextRequest } from 'next/server';
import { describe, expect, test } from 'vitest';
import { proxy } from './proxy.ts';

const visit = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { headers }));

describe('an English address', () => {
  const response = visit('/en/books/kokoro?from=search');

  test('asks for English', () => {
    expect(response.headers.get('x-middleware-request-x-shop-locale')).toBe('en');
  });

  test('keeps the visit in English, and no longer', () => {
    expect(response.cookies.get('locale')).toEqual({
      name: 'locale',
      value: 'en',
      path: '/',
      sameSite: 'lax',
    });
  });
});

describe('a plain address', () => {
  test('asks for no language', () => {
    const response = visit('/books/kokoro');
    expect(response.headers.get('x-middleware-request-x-shop-locale')).toBeNull();
    expect(response.cookies.has('locale')).toBe(false);
  });

  test('is not told a language by the visitor', () => {
    const response = visit('/', { 'x-shop-locale': 'en' });
    expect(response.headers.get('x-middleware-request-x-shop-locale')).toBeNull();
    expect(response.headers.get('x-middleware-override-headers')).not.toContain('x-shop-locale');
  });
});
