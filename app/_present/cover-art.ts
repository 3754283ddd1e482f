import type { BookCard } from '#server/catalog/contract.ts';
import type { Locale } from '#server/orders/contract.ts';
import { COVER_PALETTES, type CoverPalette } from './cover-palettes.ts';
import { PATTERNS } from './cover-patterns.ts';
import { SCENES } from './cover-scenes.ts';
import { type CoverShape, round } from './cover-shape.ts';
import { setTitle, TITLE_LEADING, type TitleSetting, widthInEm } from './cover-title.ts';
import { seededRandom } from './seeded-random.ts';

/** What a cover is drawn from. */
export type CoverBook = Pick<BookCard, 'slug' | 'titleKo' | 'titleEn' | 'authorKo' | 'authorEn' | 'category'>;

/** A cover is 2 : 3. All lengths below are in these units, whatever size it is shown at. */
export const COVER = { width: 240, height: 360 };

type Rectangle = { x: number; y: number; width: number; height: number };
type Line = { text: string; y: number };

/** Everything that can be seen on a cover, placed and measured. */
export type CoverArt = {
  palette: CoverPalette;
  /** Where the drawing is, and its shapes in the panel's own coordinates. */
  panel: Rectangle;
  shapes: CoverShape[];
  /** Paper stuck over the drawing to carry the title. */
  label: Rectangle | null;
  /** Where the lines of text start, or their middle when `centred`. */
  textX: number;
  centred: boolean;
  title: { size: number; lines: Line[] };
  author: Line & { size: number };
};

type Layout = 'title-above' | 'title-below' | 'label';

/** Each shelf is a series of its own, as at a small publisher. */
const LAYOUTS: Record<CoverBook['category'], Layout> = {
  'korean-classic': 'title-above',
  'korean-modern': 'title-above',
  'world-novel': 'title-below',
  'world-classic': 'title-below',
  poetry: 'label',
  'essay-philosophy': 'label',
  children: 'title-above',
};

const ALL_MOTIFS = [...SCENES, ...PATTERNS] as const;

const MARGIN = 22;
const PANEL_HEIGHT = 192;
const TITLE_SIZES = [56, 48, 42, 36, 32, 28, 25, 22, 19] as const;
const TITLE_BLOCK = { width: COVER.width - 2 * MARGIN, height: 102 };
const LABEL_SIZES = [36, 31, 27, 24, 21, 18] as const;
const LABEL_WIDTH = 176;
const LABEL_TITLE_HEIGHT = 110;
const LABEL_TOP = 56;
const LABEL_PADDING = 17;
const LABEL_GAP = 10;
const AUTHOR_SIZE = 16;
/** From the top of a line to its baseline, in em; the letters of the usual faces stand about this high. */
const ASCENT = 0.86;

/** Draws the cover of a book: the same book in the same language always gets the same one. */
export function coverArt(book: CoverBook, locale: Locale): CoverArt {
  const layout = LAYOUTS[book.category];
  const [title, author] = locale === 'ko' ? [book.titleKo, book.authorKo] : [book.titleEn, book.authorEn];
  const placed = layout === 'label' ? onLabel(title, author) : besidePanel(title, author, layout);
  return { ...coverDrawing(book, placed.panel), ...placed };
}

/** The colours of a book's cover, and its motif drawn on a panel of the given size. */
export function coverDrawing(
  book: Pick<CoverBook, 'slug' | 'category'>,
  panel: { width: number; height: number },
): Pick<CoverArt, 'palette' | 'shapes'> {
  const random = seededRandom(book.slug);
  const palette = pick(COVER_PALETTES, random);
  const motif = pick(LAYOUTS[book.category] === 'label' ? PATTERNS : ALL_MOTIFS, random);
  return { palette, shapes: motif(panel, random) };
}

type Placed = Omit<CoverArt, 'palette' | 'shapes'>;

function besidePanel(title: string, author: string, layout: 'title-above' | 'title-below'): Placed {
  const textHeight = COVER.height - PANEL_HEIGHT;
  const textTop = layout === 'title-above' ? 0 : PANEL_HEIGHT;
  const setting = setTitle(title, TITLE_BLOCK, TITLE_SIZES);
  return {
    panel: {
      x: 0,
      y: layout === 'title-above' ? textHeight : 0,
      width: COVER.width,
      height: PANEL_HEIGHT,
    },
    label: null,
    textX: MARGIN,
    centred: false,
    title: placeTitle(setting, textTop + MARGIN),
    author: placeAuthor(author, TITLE_BLOCK.width, textTop + textHeight - MARGIN),
  };
}

function onLabel(title: string, author: string): Placed {
  const inner = LABEL_WIDTH - 2 * LABEL_PADDING;
  const setting = setTitle(title, { width: inner, height: LABEL_TITLE_HEIGHT }, LABEL_SIZES);
  const titleHeight = setting.lines.length * setting.size * TITLE_LEADING;
  const height = round(2 * LABEL_PADDING + titleHeight + LABEL_GAP + AUTHOR_SIZE);
  return {
    panel: { x: 0, y: 0, ...COVER },
    label: { x: (COVER.width - LABEL_WIDTH) / 2, y: LABEL_TOP, width: LABEL_WIDTH, height },
    textX: COVER.width / 2,
    centred: true,
    title: placeTitle(setting, LABEL_TOP + LABEL_PADDING),
    author: placeAuthor(author, inner, LABEL_TOP + height - LABEL_PADDING - 2),
  };
}

function placeTitle({ size, lines }: TitleSetting, top: number): CoverArt['title'] {
  return {
    size,
    lines: lines.map((text, index) => ({ text, y: round(top + size * (ASCENT + index * TITLE_LEADING)) })),
  };
}

function placeAuthor(text: string, width: number, baseline: number): CoverArt['author'] {
  return { text, size: round(Math.min(AUTHOR_SIZE, width / widthInEm(text))), y: round(baseline) };
}

function pick<T>(choices: readonly [T, ...T[]], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}
