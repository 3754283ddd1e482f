import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setTitle, TITLE_LEADING, widthInEm } from './cover-title.ts';

const block = { width: 196, height: 100 };
const sizes = [56, 48, 42, 36, 32, 28, 25, 22, 19] as const;

test('a short title is set as large as it can be', () => {
  expect(setTitle('무정', block, sizes)).toEqual({ size: 56, lines: ['무정'] });
});

test('a Korean title breaks between words, never inside one', () => {
  expect(setTitle('하늘과 바람과 별과 시', block, sizes).lines).toEqual(['하늘과 바람과', '별과 시']);
});

test('an English title breaks between words', () => {
  expect(setTitle('The Memoirs of Lady Hyegyeong', block, sizes).lines).toEqual([
    'The Memoirs',
    'of Lady',
    'Hyegyeong',
  ]);
});

test('lines are evened out instead of leaving the last word alone', () => {
  expect(setTitle('가나 다라 마바 사아', { width: 90, height: 100 }, [10]).lines).toEqual([
    '가나 다라 마바 사아',
  ]);
  expect(setTitle('가나 다라 마바 사아', { width: 70, height: 100 }, [10]).lines).toEqual([
    '가나 다라',
    '마바 사아',
  ]);
});

test('a word too long for the smallest size is broken rather than cut off', () => {
  const setting = setTitle('가'.repeat(30), block, sizes);
  expect(setting.size).toBe(19);
  expect(setting.lines).toHaveLength(3);
});

test('whatever the title, no line is wider than its block and no letter is lost', () => {
  const word = fc.oneof(fc.stringMatching(/^[가-힣]{1,12}$/), fc.stringMatching(/^[A-Za-z’]{1,16}$/));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 10 }), (words) => {
      const { size, lines } = setTitle(words.join(' '), block, sizes);
      for (const line of lines) expect(widthInEm(line) * size).toBeLessThanOrEqual(block.width);
      expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
    }),
  );
});

test('above the smallest size the lines fit the height too', () => {
  const { size, lines } = setTitle('The Strange Case of Dr Jekyll and Mr Hyde', block, sizes);
  expect(size).toBeGreaterThan(19);
  expect(lines.length * size * TITLE_LEADING).toBeLessThanOrEqual(block.height);
});
