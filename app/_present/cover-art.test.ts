import { describe, expect, test } from 'vitest';
import { BOOK_CATEGORIES } from '#server/catalog/contract.ts';
import { COVER, type CoverBook, coverArt } from './cover-art.ts';
import { COVER_PALETTES } from './cover-palettes.ts';
import { widthInEm } from './cover-title.ts';

const dreamOfWind: CoverBook = {
  slug: 'sky-wind-stars-and-poems',
  titleKo: '하늘과 바람과 별과 시',
  titleEn: 'Sky, Wind, Stars and Poems',
  authorKo: '윤동주',
  authorEn: 'Yun Dong-ju',
  category: 'korean-modern',
};

const longNames: CoverBook = {
  slug: 'romance-of-the-three-kingdoms',
  titleKo: '카라마조프가의 형제들과 그 밖의 긴 이야기',
  titleEn: 'The Personal History and Experience of David Copperfield the Younger',
  authorKo: '앙투안 드 생텍쥐페리',
  authorEn: 'Antoine de Saint-Exupéry and Hans Christian Andersen',
  category: 'korean-modern',
};

/** WCAG 2 contrast of two #rrggbb colours, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('a book keeps its cover', () => {
  expect(coverArt(dreamOfWind, 'ko')).toEqual(coverArt(dreamOfWind, 'ko'));
});

test('a book keeps its drawing and colours in the other language', () => {
  const [ko, en] = [coverArt(dreamOfWind, 'ko'), coverArt(dreamOfWind, 'en')];
  expect(en.shapes).toEqual(ko.shapes);
  expect(en.palette).toEqual(ko.palette);
  expect(en.title).not.toEqual(ko.title);
});

test('a shelf of books is a shelf of different covers', () => {
  const covers = Array.from({ length: 60 }, (_, index) =>
    JSON.stringify(coverArt({ ...dreamOfWind, slug: `book-${index}` }, 'ko')),
  );
  expect(new Set(covers).size).toBe(60);
});

test('every title can be read on its paper', () => {
  for (const { ink, paper } of COVER_PALETTES) expect(contrast(ink, paper)).toBeGreaterThanOrEqual(7);
});

describe.each(BOOK_CATEGORIES)('on the shelf %s', (category) => {
  test.each([dreamOfWind, longNames])('the text of $slug stays on the cover and off itself', (book) => {
    for (const locale of ['ko', 'en'] as const) {
      const { title, author, textX, centred } = coverArt({ ...book, category }, locale);
      const lines = [...title.lines.map((line) => ({ ...line, size: title.size })), author];
      for (const { text, size } of lines) {
        const width = widthInEm(text) * size;
        expect(centred ? textX - width / 2 : textX).toBeGreaterThan(0);
        expect(centred ? textX + width / 2 : textX + width).toBeLessThan(COVER.width);
      }
      const baselines = lines.map((line) => line.y);
      expect(baselines).toEqual([...baselines].sort((a, b) => a - b));
      expect(author.y).toBeLessThan(COVER.height);
      expect(author.y - author.size).toBeGreaterThan(title.lines.at(-1)?.y ?? 0);
    }
  });

  test('every drawing is made of numbers a browser can draw', () => {
    for (let index = 0; index < 50; index++) {
      const { shapes } = coverArt({ ...dreamOfWind, slug: `book-${index}`, category }, 'ko');
      expect(shapes.length).toBeGreaterThan(0);
      for (const { d } of shapes) expect(d).toMatch(/^[MLHVQAaqthvz\d\s.-]*$/);
    }
  });
});
