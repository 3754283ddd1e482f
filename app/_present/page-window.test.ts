import { expect, test } from 'vitest';
import { pageWindow, rangeOnPage } from './page-window.ts';

const written = (page: number, pages: number) =>
  pageWindow(page, pages)
    .map((place) => ('page' in place ? place.page : '…'))
    .join(' ');

test.each([
  [1, 1, '1'],
  [1, 2, '1 2'],
  [1, 5, '1 2 … 5'],
  [3, 5, '1 2 3 4 5'],
  [4, 13, '1 2 3 4 5 … 13'],
  [5, 13, '1 … 4 5 6 … 13'],
  [13, 13, '1 … 12 13'],
])('on page %i of %i the links are %s', (page, pages, links) => {
  expect(written(page, pages)).toBe(links);
});

test('a page says which of all books it shows', () => {
  expect(rangeOnPage(1, 24, 24)).toEqual({ from: 1, to: 24 });
  expect(rangeOnPage(13, 24, 7)).toEqual({ from: 289, to: 295 });
  expect(rangeOnPage(1, 24, 0)).toEqual({ from: 0, to: 0 });
});
