import { expect, test } from 'vitest';
import { formatWon } from './format-won.ts';

test.each([
  [0, '0원', '₩0'],
  [900, '900원', '₩900'],
  [18_900, '18,900원', '₩18,900'],
  [2_147_483_647, '2,147,483,647원', '₩2,147,483,647'],
])('%i won', (won, korean, english) => {
  expect(formatWon(won, 'ko')).toBe(korean);
  expect(formatWon(won, 'en')).toBe(english);
});
