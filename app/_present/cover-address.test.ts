import { describe, expect, test } from 'vitest';
import { BOOK_CATEGORIES } from '#server/catalog/contract.ts';
import { coverAddress, localeOfCoverFile, sharePictureAddress } from './cover-address.ts';
import type { CoverBook } from './cover-art.ts';
import { coverSvg } from './cover-svg.ts';
import { shareSvg } from './share-svg.ts';
import { textHash } from './text-hash.ts';

const kokoro: CoverBook = {
  slug: 'kokoro',
  titleKo: '마음',
  titleEn: 'Kokoro',
  authorKo: '나쓰메 소세키',
  authorEn: 'Natsume Sōseki',
  category: 'world-novel',
};

describe('the address of a cover', () => {
  test('names the book, the language and a version', () => {
    expect(coverAddress(kokoro, 'ko')).toMatch(/^\/covers\/kokoro\/ko\.svg\?v=[a-z0-9]{1,7}$/);
  });

  test.each<Partial<CoverBook>>([{ titleKo: '그 마음' }, { authorKo: '소세키' }, { category: 'poetry' }])(
    'is another one when the cover shows %j',
    (change) => {
      expect(coverAddress({ ...kokoro, ...change }, 'ko')).not.toBe(coverAddress(kokoro, 'ko'));
    },
  );

  test('stays when only the other language changes', () => {
    expect(coverAddress({ ...kokoro, titleEn: 'The Heart' }, 'ko')).toBe(coverAddress(kokoro, 'ko'));
  });
});

test('a picture for social networks has one address for all titles', () => {
  expect(sharePictureAddress({ ...kokoro })).toBe(
    sharePictureAddress({ slug: 'kokoro', category: 'world-novel' }),
  );
});

test('a file of a cover is named for its language', () => {
  expect(['ko.svg', 'en.svg', 'fr.svg', 'ko'].map(localeOfCoverFile)).toEqual(['ko', 'en', null, null]);
});

test('covers look as they did in this edition: raise EDITION when they no longer do', () => {
  const books = BOOK_CATEGORIES.flatMap((category) =>
    Array.from({ length: 20 }, (_, index) => ({ ...kokoro, slug: `book-${index}`, category })),
  );
  const drawn = books.map((book) => coverSvg(book, 'ko') + coverSvg(book, 'en') + shareSvg([book])).join('');
  expect(textHash(drawn)).toBe(1140695472);
});
