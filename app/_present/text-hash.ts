/** FNV-1a: 32 bits that are always the same for the same text. Spreads well; keeps no secret. */
export function textHash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return state >>> 0;
}
