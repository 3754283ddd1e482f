/** Widths in em of the system serif faces, rounded up: a line must not run out of its cover in any of them. */
const NARROW = 0.34;
const LOWERCASE = 0.56;
const CAPITAL = 0.76;
const SPACE = 0.28;
const FULL_WIDTH = 1;

/** Estimated width of one line of text in em. Hangul, kana and ideographs are one em wide. */
export function widthInEm(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character === ' ') return SPACE;
  if (/[.,:;'’·!|ijlIftr-]/.test(character)) return NARROW;
  if (/\p{Script=Latin}/u.test(character)) return /[\p{Lu}mw]/u.test(character) ? CAPITAL : LOWERCASE;
  if (/\d/.test(character)) return LOWERCASE;
  return FULL_WIDTH;
}

/**
 * Breaks a title between words into the fewest lines of at most `limit` em, as even in length as those allow.
 * `undefined` when a single word is wider than the limit.
 */
function breakLines(title: string, limit: number): string[] | undefined {
  const words = title.split(' ');
  let lines = fillLines(words, limit);
  while (lines) {
    const narrower = fillLines(words, Math.max(...lines.map(widthInEm)) - 0.01);
    if (narrower?.length !== lines.length) break;
    lines = narrower;
  }
  return lines;
}

function fillLines(words: string[], limit: number): string[] | undefined {
  const lines: string[] = [];
  for (const word of words) {
    if (widthInEm(word) > limit) return undefined;
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthInEm(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export type TitleSetting = { size: number; lines: string[] };

/** Line height of a title, in em. */
export const TITLE_LEADING = 1.2;

/**
 * The largest of `sizes` (descending) at which the title fits a block of `width` × `height`; all in the same
 * unit. A title that fits at no size is set in the smallest and broken inside its words.
 */
export function setTitle(
  title: string,
  block: { width: number; height: number },
  sizes: readonly [number, ...number[]],
): TitleSetting {
  for (const size of sizes) {
    const lines = breakLines(title, block.width / size);
    if (lines && lines.length * size * TITLE_LEADING <= block.height) return { size, lines };
  }
  const size = Math.min(...sizes);
  return { size, lines: breakAnywhere(title, block.width / size) };
}

function breakAnywhere(title: string, limit: number): string[] {
  const lines = [''];
  for (const character of title) {
    const longer = lines.at(-1) + character;
    if (widthInEm(longer) <= limit) lines[lines.length - 1] = longer;
    else lines.push(character.trim());
  }
  return lines;
}
