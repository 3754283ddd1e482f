import type { Locale } from '#server/orders/contract.ts';
import { COVER, type CoverBook, coverArt } from './cover-art.ts';
import { escapeXml } from './escape-xml.ts';

const SERIF = {
  ko: "'Noto Serif KR','Noto Serif CJK KR','Nanum Myeongjo',AppleMyungjo,Batang,serif",
  en: "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,'Noto Serif',serif",
};
const SANS = "system-ui,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR','Noto Sans CJK KR',sans-serif";

/** The cover of a book as an SVG document of 240 × 360, with the names of the given language. */
export function coverSvg(book: CoverBook, locale: Locale): string {
  const { palette, panel, shapes, label, textX, centred, title, author } = coverArt(book, locale);
  const { width, height } = COVER;
  const anchor = centred ? 'middle' : 'start';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${locale}" fill="${palette.ink}" text-anchor="${anchor}">`,
    `<rect width="${width}" height="${height}" fill="${palette.paper}"/>`,
    // An svg of its own cuts the drawing at the panel's edge.
    `<svg x="${panel.x}" y="${panel.y}" width="${panel.width}" height="${panel.height}">`,
    `<rect width="${panel.width}" height="${panel.height}" fill="${palette.field}"/>`,
    ...shapes.map((shape) => `<path d="${shape.d}" fill="${palette[shape.tone]}"/>`),
    '</svg>',
    ...(label
      ? [
          `<rect x="${label.x}" y="${label.y}" width="${label.width}" height="${label.height}" fill="${palette.paper}"/>`,
          `<rect x="${label.x + 5}" y="${label.y + 5}" width="${label.width - 10}" height="${label.height - 10}" fill="none" stroke="${palette.ink}" stroke-opacity="0.35"/>`,
        ]
      : []),
    `<g font-family="${SERIF[locale]}" font-weight="700" font-size="${title.size}" letter-spacing="-0.01em">`,
    ...title.lines.map((line) => `<text x="${textX}" y="${line.y}">${escapeXml(line.text)}</text>`),
    '</g>',
    `<text x="${textX}" y="${author.y}" font-family="${SANS}" font-size="${author.size}" font-weight="500" fill-opacity="0.86">${escapeXml(author.text)}</text>`,
    // The fold of the spine, and an edge that keeps a pale cover off a white page and a dark one off a black.
    `<rect width="7" height="${height}" fill="#000" fill-opacity="0.12"/>`,
    `<rect x="7" width="1" height="${height}" fill="#fff" fill-opacity="0.14"/>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${palette.ink}" stroke-opacity="0.16"/>`,
    '</svg>',
  ].join('');
}
