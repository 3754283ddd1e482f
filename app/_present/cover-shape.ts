/** One filled outline of a cover's drawing. Its colour is decided by the palette of the cover. */
export type CoverShape = { d: string; tone: 'accent' | 'shade' | 'field' };

/** Fills a panel of the given size with a drawing made from the numbers it draws. */
export type Motif = (panel: { width: number; height: number }, random: () => number) => CoverShape[];

/** Tenths are finer than a screen shows, and keep the markup of a shelf of covers small. */
export const round = (value: number) => Math.round(value * 10) / 10;

export const between = (random: () => number, low: number, high: number) => low + random() * (high - low);

/** A whole number from `low` to `high`, both included. */
export const count = (random: () => number, low: number, high: number) =>
  low + Math.floor(random() * (high - low + 1));

export function disc(x: number, y: number, radius: number): string {
  const r = round(radius);
  return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${round(2 * r)} 0a${r} ${r} 0 1 0 ${round(-2 * r)} 0z`;
}
