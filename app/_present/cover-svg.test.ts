import { expect, test } from 'vitest';
import type { CoverBook } from './cover-art.ts';
import { coverSvg } from './cover-svg.ts';

const kokoro: CoverBook = {
  slug: 'kokoro',
  titleKo: '마음',
  titleEn: 'Kokoro',
  authorKo: '나쓰메 소세키',
  authorEn: 'Natsume Sōseki',
  category: 'world-novel',
};

test('a cover shows title and author in the language asked for', () => {
  const korean = coverSvg(kokoro, 'ko');
  expect(korean).toContain('>마음<');
  expect(korean).toContain('>나쓰메 소세키<');
  const english = coverSvg(kokoro, 'en');
  expect(english).toContain('>Kokoro<');
  expect(english).not.toContain('마음');
});

test.each(['<script>alert(1)</script>', 'Tom & Jerry', `"R.U.R." & 'Robots'`])(
  'the title %j stays text',
  (title) => {
    for (const category of ['world-novel', 'poetry'] as const) {
      const svg = coverSvg({ ...kokoro, category, titleEn: title, authorEn: title }, 'en');
      const text = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]).join(' ');
      expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      expect([...svg.matchAll(/<(\w+)/g)].map((match) => match[1])).not.toContain('script');
    }
  },
);
