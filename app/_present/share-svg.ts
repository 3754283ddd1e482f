import { type CoverBook, coverDrawing } from './cover-art.ts';

/** What social networks ask for, in pixels. */
export const SHARE_PICTURE = { width: 1200, height: 630 };

/** A picture pixel for this many of a cover's units, so that a drawing keeps the grain it has on a cover. */
const SCALE = 1200 / 360;

/**
 * The motifs of one or more covers side by side, as an SVG document of 1200 × 630. It has no text in it: the
 * machine that turns it into pixels may have no Korean letters.
 */
export function shareSvg(books: readonly Pick<CoverBook, 'slug' | 'category'>[]): string {
  const { width, height } = SHARE_PICTURE;
  const panel = { width: width / SCALE / books.length, height: height / SCALE };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width / SCALE} ${panel.height}" width="${width}" height="${height}">`,
    ...books.map((book, index) => drawing(book, index * panel.width, panel)),
    '</svg>',
  ].join('');
}

function drawing(
  book: Pick<CoverBook, 'slug' | 'category'>,
  x: number,
  panel: { width: number; height: number },
): string {
  const { palette, shapes } = coverDrawing(book, panel);
  return [
    `<svg x="${x}" width="${panel.width}" height="${panel.height}">`,
    `<rect width="${panel.width}" height="${panel.height}" fill="${palette.field}"/>`,
    ...shapes.map(({ d, tone }) => `<path d="${d}" fill="${palette[tone]}"/>`),
    '</svg>',
  ].join('');
}
