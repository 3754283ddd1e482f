/**
 * The ten colourings of the shop's own covers. `ink` on `paper` keeps a contrast of at least 7 : 1, because a
 * title is still read at a width of 120 px; the other three belong to the drawing.
 */
export type CoverPalette = { paper: string; ink: string; field: string; accent: string; shade: string };

export const COVER_PALETTES: readonly [CoverPalette, ...CoverPalette[]] = [
  // Indigo and gardenia
  { paper: '#1f2f57', ink: '#f7f0df', field: '#1f2f57', accent: '#e8b84b', shade: '#45639f' },
  // Vermilion
  { paper: '#982718', ink: '#fff5e4', field: '#c6432c', accent: '#f4dcab', shade: '#7d1f16' },
  // Celadon
  { paper: '#d3dfd0', ink: '#17352e', field: '#86ab99', accent: '#f5f0e1', shade: '#24483e' },
  // Gardenia
  { paper: '#efc14b', ink: '#2b2414', field: '#efc14b', accent: '#b13c27', shade: '#fbf1d6' },
  // Ink
  { paper: '#22211f', ink: '#f3ead8', field: '#22211f', accent: '#d5513a', shade: '#6d675e' },
  // Pine
  { paper: '#19433a', ink: '#f4ecd8', field: '#19433a', accent: '#dcb86f', shade: '#4a8271' },
  // Peony
  { paper: '#f2dad4', ink: '#561630', field: '#b5375a', accent: '#f2dad4', shade: '#6d1b3c' },
  // Sand
  { paper: '#f0e6d2', ink: '#2c2a3a', field: '#f0e6d2', accent: '#c9572f', shade: '#3e5c84' },
  // Plum
  { paper: '#462544', ink: '#f7eadd', field: '#462544', accent: '#e58f70', shade: '#86567f' },
  // Harbour
  { paper: '#dde6e9', ink: '#15304a', field: '#2d6a94', accent: '#f1b866', shade: '#dde6e9' },
];
