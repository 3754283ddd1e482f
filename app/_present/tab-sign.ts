/** How an order stands, told in one character: over and well, not known yet, needs to be read. */
export type TabSign = '✓' | '…' | '!';

/** White on the light theme's colour of each state, large enough for 16 px. Drawn: an icon has no font to rely on. */
const DRAWINGS = {
  '✓': { ground: '#1c6542', path: 'M8 17l6 6 11-14' },
  '…': { ground: '#7d4f00', path: 'M8 16h.01M16 16h.01M24 16h.01' },
  '!': { ground: '#9d2d24', path: 'M16 7v11M16 25h.01' },
} as const satisfies Record<TabSign, { ground: string; path: string }>;

/** The title of a window whose tab tells how its order stands, also where only the first letters fit. */
export function signedTitle(sign: TabSign | null, title: string): string {
  return sign === null ? title : `${sign} ${title}`;
}

/** The same sign as an icon, as a `data:` address: no request stands between a state and its sign. */
export function signIcon(sign: TabSign): string {
  const { ground, path } = DRAWINGS[sign];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${ground}"/>` +
    `<path d="${path}" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
