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

test('a cover is silent to screen readers and keeps its place before it has come', () => {
  const markup = renderToStaticMarkup(<BookCover book={kokoro} locale="ko" />);
  expect(markup).toContain(' alt=""');
  expect(markup).toContain(' width="240" height="360"');
});

test('a cover waits until it is near, unless it is on the first screen', () => {
  expect(renderToStaticMarkup(<BookCover book={kokoro} locale="ko" />)).toContain(' loading="lazy"');
  const first = renderToStaticMarkup(<BookCover book={kokoro} locale="ko" loading="eager" />);
  expect(first).toContain(' loading="eager"');
});
