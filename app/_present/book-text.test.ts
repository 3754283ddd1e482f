import { expect, test } from 'vitest';
import { authorOf, otherTitleOf, publisherOf, titleOf } from './book-text.ts';

const book = {
  titleKo: '홍길동전',
  titleEn: 'The Story of Hong Gildong',
  authorKo: '허균',
  authorEn: 'Heo Gyun',
  publisherKo: '느린책방',
  publisherEn: 'Slow Books',
};

test('a book is named in the language of the page', () => {
  expect([titleOf(book, 'ko'), authorOf(book, 'ko'), publisherOf(book, 'ko')]).toEqual([
    '홍길동전',
    '허균',
    '느린책방',
  ]);
  expect([titleOf(book, 'en'), authorOf(book, 'en'), publisherOf(book, 'en')]).toEqual([
    'The Story of Hong Gildong',
    'Heo Gyun',
    'Slow Books',
  ]);
});

test('the other title is the one in the other language', () => {
  expect(otherTitleOf(book, 'ko')).toBe('The Story of Hong Gildong');
  expect(otherTitleOf(book, 'en')).toBe('홍길동전');
});
