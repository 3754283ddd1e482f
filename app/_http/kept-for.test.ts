import { expect, test } from 'vitest';
import { keptFor } from './kept-for.ts';

test('only an address that names the version that was sent is kept', () => {
  expect(keptFor('1a2b', '1a2b')).toBe('public, max-age=31536000, immutable');
  expect(keptFor('old', '1a2b')).toBe('no-cache');
  expect(keptFor(null, '1a2b')).toBe('no-cache');
});
