import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BookCover } from './book-cover.tsx';

const kokoro = {
  slug: 'kokoro',
  titleKo: '마음',
  titleEn: 'Kokoro',
  authorKo: '나쓰메 소세키',
  authorEn: 'Natsume Sōseki',
  category: 'world-novel',
} as const;

test('a cover shows title and author in the language asked for', () => {
  const korean = renderToStaticMarkup(<BookCover book={kokoro} locale="ko" />);
  expect(korean).toContain('>마음<');
  expect(korean).toContain('>나쓰메 소세키<');
  const english = renderToStaticMarkup(<BookCover book={kokoro} locale="en" />);
  expect(english).toContain('>Kokoro<');
  expect(english).not.toContain('마음');
});

test('a cover is silent to screen readers and needs no id, so a page may show it twice', () => {
  const markup = renderToStaticMarkup(<BookCover book={kokoro} locale="ko" />);
  expect(markup).toMatch(/^<svg[^>]* aria-hidden="true"/);
  expect(markup).not.toMatch(/ id=/);
});
